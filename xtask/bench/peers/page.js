// What all peers' pages share.

/** The areas, as any page would load them. */
export const load = async () => (await fetch("polygons.geojson")).json();

/** The first map has been handed to the browser. */
export const painted = () => document.getElementById("map").setAttribute("data-map-painted", "");

/** Says what was clicked, as a panel would. */
export const say = ({ properties }) => { document.getElementById("said").textContent = properties.name; };

/** D3 takes rings for parts of the sphere and winds them the other way than RFC 7946. */
export const rewound = (data) => {
  for (const { geometry } of data.features)
    (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat().forEach((ring) => ring.reverse());
  return data;
};
