parent.postMessage({ sanctuaryAtlas: 4321 }, "*");
