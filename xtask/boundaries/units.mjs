// The recipe: which Natural Earth unit becomes which place of the Atlas.
//
// `place(properties)` answers, for one Natural Earth admin-1 unit, where it belongs:
//   { leaf, region?, nation }   a unit that is drawn; leaf is the finest place it is part of
//   { context, sheet }          land drawn only as a ground, so that no coast ends in nothing
//   null                        not drawn
// Keys are `adm0_a3` (who a polygon is filed under) and `adm1_code` (the unit). `iso_a2` is never used to choose a
// parent: it follows who controls a place. ISO codes come from `iso_3166_2` where Natural Earth has the present code,
// and from the tables below where it repeats, invents or has not followed a change of codes.

/** Natural Earth's three letters -> the nation of the Atlas (ISO 3166-1 alpha-2). The border rule lives in this table. */
export const NATION = {
  CAN: 'ca', MEX: 'mx', GRL: 'gl', BMU: 'bm', SPM: 'pm', BLZ: 'bz', CRI: 'cr', GTM: 'gt', HND: 'hn', NIC: 'ni', PAN: 'pa',
  SLV: 'sv', BHS: 'bs', CUB: 'cu', USG: 'cu', DOM: 'do', HTI: 'ht', JAM: 'jm', ABW: 'aw', AIA: 'ai', ATG: 'ag', BLM: 'bl',
  BRB: 'bb', CUW: 'cw', CYM: 'ky', DMA: 'dm', GRD: 'gd', KNA: 'kn', LCA: 'lc', MAF: 'mf', MSR: 'ms', SXM: 'sx', TCA: 'tc',
  TTO: 'tt', VCT: 'vc', VGB: 'vg',
  ALB: 'al', ALD: 'fi', AND: 'ad', AUT: 'at', BEL: 'be', BGR: 'bg', BIH: 'ba', BLR: 'by', CHE: 'ch', CYP: 'cy', CYN: 'cy',
  CZE: 'cz', DEU: 'de', DNK: 'dk', ESB: 'gb', WSB: 'gb', ESP: 'es', EST: 'ee', FIN: 'fi', FRA: 'fr', FRO: 'fo', GBR: 'gb',
  GGY: 'gg', GIB: 'gi', GRC: 'gr', HRV: 'hr', HUN: 'hu', IMN: 'im', IRL: 'ie', ISL: 'is', ITA: 'it', JEY: 'je', KOS: 'rs',
  LIE: 'li', LTU: 'lt', LUX: 'lu', LVA: 'lv', MCO: 'mc', MDA: 'md', MKD: 'mk', MLT: 'mt', MNE: 'me', NLD: 'nl', NOR: 'no',
  POL: 'pl', PRT: 'pt', ROU: 'ro', RUS: 'ru', SMR: 'sm', SRB: 'rs', SVK: 'sk', SVN: 'si', SWE: 'se', UKR: 'ua', VAT: 'va',
}

/** Nations drawn in one piece: ISO 3166-2 gives them no subdivisions, or Natural Earth has none that are in force. */
const WHOLE = new Set(['bm', 'pm', 'aw', 'ai', 'bl', 'cw', 'ky', 'mf', 'ms', 'sx', 'tc', 'vg', 'gp', 'mq',
  'fo', 'gg', 'gi', 'im', 'je', 'lu', 'mc', 'va'])

/** The federal subjects of European Russia (Northwestern, Central, Southern, North Caucasian and Volga districts). */
export const RUSSIA = new Set((
  'RU-ARK RU-KGD RU-KR RU-KO RU-LEN RU-MUR RU-NEN RU-NGR RU-PSK RU-SPE RU-VLG ' + // Northwestern
  'RU-BEL RU-BRY RU-IVA RU-KLU RU-KOS RU-KRS RU-LIP RU-MOS RU-MOW RU-ORL RU-RYA RU-SMO RU-TAM RU-TVE RU-TUL RU-VLA RU-VOR RU-YAR ' + // Central
  'RU-AD RU-AST RU-KDA RU-KL RU-ROS RU-VGG ' + // Southern
  'RU-CE RU-DA RU-IN RU-KB RU-KC RU-SE RU-STA ' + // North Caucasian
  'RU-BA RU-CU RU-KIR RU-ME RU-MO RU-NIZ RU-ORE RU-PER RU-PNZ RU-SAM RU-SAR RU-TA RU-UD RU-ULY' // Volga
).split(' '))

const table = (text) => Object.fromEntries(text.trim().split(/\s+/).map((pair) => pair.split('=')))

/** adm1_code -> region, where `iso_3166_2` is missing, invented (`~`), repeated, out of date or somebody's point of view. */
const UNIT = table(`
  MEX-2727=mx-cmx MEX+99?=mx-yuc BHS-5009=bs-np USG+00?=cu-14 TTO-50=tt-tob TTO-5090=tt-tob TTO-55=tt-mrc
  NLD-5149=bq-bo NLD-5147=bq-sa NLD-5148=bq-se GRL-2738=gl-uo GRL-2742=gl-uo
  CYN+00?=cy-north ESB-5132=gb-sba WSB-5133=gb-sba BIH-3153=ba-bih
  RUS-283=ua-43 RUS-5482=ua-40 RUS-2364=ru-mos RUS-2365=ru-mow
  GRC-2884=gr-i HRV-1604=hr-11 ISL-5131=is-1
  MDA-1652=md-sn MDA-1645=md-sn MDA-1628=md-sn MDA-1637=md-sn MDA-1638=md-sn MDA-1650=md-sn
  SVN-1006=si-142 SVN-939=si-054
  NOR-924=no-31 NOR-917=no-32 NOR-918=no-33 NOR-919=no-34 NOR-920=no-34 NOR-923=no-39 NOR-922=no-40 NOR-912=no-42
  NOR-916=no-42 NOR-913=no-46 NOR-915=no-46 NOR-925=no-50 NOR-911=no-50 NOR-900=no-55 NOR-1062=no-56
  CZE-10368=cz-42 CZE-1597=cz-51 CZE-1590=cz-41 CZE-10369=cz-32 CZE-1593=cz-31 CZE-1598=cz-52 CZE-10372=cz-71
  CZE-10373=cz-53 CZE-1612=cz-80 CZE-10370=cz-64 CZE-10371=cz-72 CZE-1594=cz-63 CZE-1596=cz-20 CZE-1595=cz-10
  POL-3146=pl-24 POL-3170=pl-12 POL-3152=pl-18 POL-3141=pl-02 POL-3167=pl-16 POL-3150=pl-20 POL-3139=pl-28
  POL-3143=pl-08 POL-3142=pl-32 POL-3151=pl-06 POL-3140=pl-22 POL-3148=pl-14 POL-3147=pl-10 POL-3145=pl-04
  POL-3144=pl-30 POL-3149=pl-26
  EST-1655=ee-45 EST-1657=ee-50 EST-1656=ee-52 EST-1661=ee-56 EST-1658=ee-60 EST-2347=ee-64 EST-2346=ee-68
  EST-2348=ee-71 EST-1659=ee-79 EST-2349=ee-81 EST-2351=ee-87
  GTM-1955=gt-08 GTM-1956=gt-02 GTM-1953=gt-03 GTM-1949=gt-04 GTM-1950=gt-05 GTM-1957=gt-06 GTM-1954=gt-07 GTM-1951=gt-01
  GTM-1945=gt-09 GTM-1952=gt-10 GTM-1946=gt-11 GTM-1947=gt-12 GTM-1943=gt-13 GTM-3467=gt-14 GTM-1942=gt-15 GTM-1948=gt-16
  GTM-1944=gt-17 GTM-1959=gt-18 GTM-1963=gt-19 GTM-1960=gt-20 GTM-1961=gt-21 GTM-1962=gt-22
`)

/** Spain: Natural Earth's region codes -> autonomous communities. Ceuta and Melilla share one there and are told apart. */
const SPAIN = table(`ES.AN=es-an ES.AR=es-ar ES.AS=es-as ES.CB=es-cb ES.CL=es-cl ES.CM=es-cm ES.CN=es-cn ES.CT=es-ct ES.EX=es-ex
  ES.GA=es-ga ES.LO=es-ri ES.MD=es-md ES.MU=es-mc ES.NA=es-nc ES.PM=es-ib ES.PV=es-pv ES.VC=es-vc`)

/** Ireland: counties of the four provinces. */
const IRELAND = Object.fromEntries(Object.entries({
  'ie-c': 'G LM MO RN SO', 'ie-l': 'CW D KE KK LS LD LH MH OY WH WX WW', 'ie-m': 'CE CO KY LK TA WD', 'ie-u': 'CN DL MN',
}).flatMap(([province, codes]) => codes.split(' ').map((code) => [`IE-${code}`, province])))

/** Hungary: the cities with county rights lie in, and are drawn with, the county around them. */
const HUNGARY = table(`SN=gs GY=gs SH=va ZE=za NK=za VM=ve KV=so PS=ba SS=to SF=fe DU=fe TB=ke ED=pe KM=bk SD=cs HV=cs BC=be
  SK=jn ST=no EG=he MI=bz DE=hb NY=sz`)

/** Latvia: the 119 municipalities of 2009 that Natural Earth has -> the 36 and 7 state cities since 2021. */
export const LATVIA = {
  'lv-002': ['Aizkraukle', '002 038 046 065 072 092'], 'lv-007': ['Alūksne', '007'], 'lv-111': ['Augšdaugava', 'DGV 036'],
  'lv-011': ['Ādaži', '011 020'], 'lv-015': ['Balvi', '015 014 082 108'], 'lv-016': ['Bauska', '016 034 083 105'],
  'lv-022': ['Cēsis', '022 008 039 055 070 075 104'], 'lv-112': ['Dienvidkurzeme', '003 028 032 066 071 074 081 100'],
  'lv-026': ['Dobele', '026 010 098'], 'lv-033': ['Gulbene', '033'], 'lv-041': ['Jelgava Municipality', 'JEL 069'],
  'lv-042': ['Jēkabpils', 'JKB 004 049 086 107'], 'lv-047': ['Krāslava', '047 024'], 'lv-050': ['Kuldīga', '050 006 093'],
  'lv-052': ['Ķekava', '052 013'], 'lv-054': ['Limbaži', '054 005 085'], 'lv-056': ['Līvāni', '056'],
  'lv-058': ['Ludza', '058 023 044 110'], 'lv-059': ['Madona', '059 021 030 057'], 'lv-062': ['Mārupe', '062 012'],
  'lv-067': ['Ogre', '067 035 051 053'], 'lv-068': ['Olaine', '068'], 'lv-073': ['Preiļi', '073 078 103 001'],
  'lv-077': ['Rēzekne Municipality', 'REZ 109'], 'lv-080': ['Ropaži', '080 031 095'], 'lv-087': ['Salaspils', '087'],
  'lv-088': ['Saldus', '088 018'], 'lv-089': ['Saulkrasti', '089 090'], 'lv-091': ['Sigulda', '091 037 048 061'],
  'lv-094': ['Smiltene', '094 009 076'], 'lv-097': ['Talsi', '097 027 063 079'], 'lv-099': ['Tukums', '099 029 040 043'],
  'lv-101': ['Valka', '101'], 'lv-102': ['Varakļāni', '102'], 'lv-106': ['Ventspils Municipality', 'VEN'],
  'lv-113': ['Valmiera', 'VMR 017 019 045 060 064 084 096'],
}
const LATVIA_CITY = table(`LVA-4848=lv-lpx LVA-4849=lv-jel LVA-4850=lv-dgv LVA-4851=lv-rez LVA-4852=lv-ven LVA-1093=lv-113
  LVA-1085=lv-042 LVA-5764=lv-jur LVA-1094=lv-rix`)
const LATVIA_OLD = Object.fromEntries(Object.entries(LATVIA).flatMap(([id, [, codes]]) => codes.split(' ').map((code) => [`LV-${code}`, id])))

/** North Macedonia: ISO's codes since 2019; four municipalities joined Kičevo in 2013. Natural Earth's old number -> code. */
const MACEDONIA = table(`13=101 20=102 24=103 36=104 49=105 54=106 67=107 69=108 80=109
  03=201 14=202 23=203 33=204 37=205 42=206 51=207 60=208 63=209 81=210 83=211
  12=301 21=303 22=304 40=307 28=307 31=307 57=307 15=307 52=308 58=310 61=311 72=312 78=313
  05=401 07=402 10=403 11=404 18=405 26=406 41=407 56=408 64=409 73=410
  04=501 25=502 27=503 45=504 46=505 53=506 55=507 62=508 66=509
  06=601 08=602 16=603 19=604 30=605 35=606 50=607 75=608 76=609
  43=701 44=702 47=703 48=704 65=705 71=706
  01=801 02=802 09=803 17=804 29=805 32=806 34=807 38=808 39=809 85=810 68=811 70=812 74=813 77=814 79=815 82=816 84=817`)

const UK = { England: 'gb-eng', Scotland: 'gb-sct', Wales: 'gb-wls', 'Northern Ireland': 'gb-nir' }

/** Names and identifiers in Natural Earth that belong to another place: only the name given here is kept. */
export const WRONG = {
  'PAN-1958': 'Bocas del Toro', 'GBR-4809': 'City of London', 'GBR-2108': 'Wirral', 'GBR-5669': 'St Helens', 'GBR-2091': 'Cookstown',
  'ITA-5367': 'Genoa', 'ITA-5459': 'South Tyrol', 'ITA-5460': 'Trentino', 'UKR-321': 'Kyiv Oblast', 'UKR-4826': 'Kyiv',
  'RUS-2364': 'Moscow Oblast', 'RUS-2365': 'Moscow', 'MLT-5946': 'Żebbuġ', 'MLT-5977': 'Żebbuġ (Gozo)', 'ROU-129': 'Călărași',
  'MDA-1632': 'Călărași', 'ATG-5098': 'Saint John', 'BRB-1991': 'Saint George', 'GBR-5988': 'Isles of Scilly', 'DNK-3419': 'Capital Region',
}

/** Better English names for regions, and the names of regions that are merged (Natural Earth names only the parts). */
export const NAME = {
  'gb-eng': 'England|Angleterre|Inglaterra|cy:Lloegr', 'gb-sct': 'Scotland|Écosse|Escocia|cy:Yr Alban',
  'gb-wls': 'Wales|Pays de Galles|Gales|cy:Cymru', 'gb-nir': 'Northern Ireland|Irlande du Nord|Irlanda del Norte|cy:Gogledd Iwerddon',
  'gb-sba': 'Akrotiri and Dhekelia|Akrotiri et Dhekelia|Acrotiri y Dhekelia|el:Ακρωτήρι και Δεκέλεια',
  'ie-c': 'Connacht|Connacht|Connacht|ga:Connachta', 'ie-l': 'Leinster|Leinster|Leinster|ga:Laighin',
  'ie-m': 'Munster|Munster|Munster|ga:An Mhumhain', 'ie-u': 'Ulster|Ulster|Úlster|ga:Ulaidh',
  'fr-ara': 'Auvergne-Rhône-Alpes|Auvergne-Rhône-Alpes|Auvernia-Ródano-Alpes', 'fr-bfc': 'Bourgogne-Franche-Comté|Bourgogne-Franche-Comté|Borgoña-Franco Condado',
  'fr-bre': 'Brittany|Bretagne|Bretaña', 'fr-cvl': 'Centre-Val de Loire|Centre-Val de Loire|Centro-Valle de Loira', 'fr-20r': 'Corsica|Corse|Córcega',
  'fr-ges': 'Grand Est|Grand Est|Gran Este', 'fr-hdf': 'Hauts-de-France|Hauts-de-France|Alta Francia', 'fr-idf': 'Île-de-France|Île-de-France|Isla de Francia',
  'fr-nor': 'Normandy|Normandie|Normandía', 'fr-naq': 'Nouvelle-Aquitaine|Nouvelle-Aquitaine|Nueva Aquitania', 'fr-occ': 'Occitania|Occitanie|Occitania',
  'fr-pdl': 'Pays de la Loire|Pays de la Loire|Países del Loira', 'fr-pac': 'Provence-Alpes-Côte d’Azur|Provence-Alpes-Côte d’Azur|Provenza-Alpes-Costa Azul',
  'it-21': 'Piedmont|Piémont|Piamonte|it:Piemonte', 'it-23': 'Aosta Valley|Vallée d’Aoste|Valle de Aosta|it:Valle d’Aosta',
  'it-25': 'Lombardy|Lombardie|Lombardía|it:Lombardia', 'it-32': 'Trentino-South Tyrol|Trentin-Haut-Adige|Trentino-Alto Adigio|it:Trentino-Alto Adige',
  'it-34': 'Veneto|Vénétie|Véneto', 'it-36': 'Friuli-Venezia Giulia|Frioul-Vénétie Julienne|Friul-Venecia Julia', 'it-42': 'Liguria|Ligurie|Liguria',
  'it-45': 'Emilia-Romagna|Émilie-Romagne|Emilia-Romaña', 'it-52': 'Tuscany|Toscane|Toscana|it:Toscana', 'it-55': 'Umbria|Ombrie|Umbría',
  'it-57': 'Marche|Marches|Las Marcas', 'it-62': 'Lazio|Latium|Lacio', 'it-65': 'Abruzzo|Abruzzes|Abruzos', 'it-67': 'Molise|Molise|Molise',
  'it-72': 'Campania|Campanie|Campania', 'it-75': 'Apulia|Pouilles|Apulia|it:Puglia', 'it-77': 'Basilicata|Basilicate|Basilicata',
  'it-78': 'Calabria|Calabre|Calabria', 'it-82': 'Sicily|Sicile|Sicilia|it:Sicilia', 'it-88': 'Sardinia|Sardaigne|Cerdeña|it:Sardegna',
  'es-an': 'Andalusia|Andalousie|Andalucía', 'es-ar': 'Aragon|Aragon|Aragón', 'es-as': 'Asturias|Asturies|Asturias', 'es-cb': 'Cantabria|Cantabrie|Cantabria',
  'es-cl': 'Castile and León|Castille-et-León|Castilla y León', 'es-cm': 'Castilla-La Mancha|Castille-La Manche|Castilla-La Mancha', 'es-cn': 'Canary Islands|Îles Canaries|Canarias',
  'es-ct': 'Catalonia|Catalogne|Cataluña|ca:Catalunya', 'es-ex': 'Extremadura|Estrémadure|Extremadura', 'es-ga': 'Galicia|Galice|Galicia', 'es-ri': 'La Rioja|La Rioja|La Rioja',
  'es-md': 'Community of Madrid|Communauté de Madrid|Comunidad de Madrid', 'es-mc': 'Region of Murcia|Région de Murcie|Región de Murcia', 'es-nc': 'Navarre|Navarre|Navarra|eu:Nafarroa',
  'es-ib': 'Balearic Islands|Îles Baléares|Islas Baleares|ca:Illes Balears', 'es-pv': 'Basque Country|Pays basque|País Vasco|eu:Euskadi',
  'es-vc': 'Valencian Community|Communauté valencienne|Comunidad Valenciana|ca:Comunitat Valenciana', 'es-ce': 'Ceuta', 'es-ml': 'Melilla',
  'ba-bih': 'Federation of Bosnia and Herzegovina|Fédération de Bosnie-et-Herzégovine|Federación de Bosnia y Herzegovina|bs:Federacija Bosne i Hercegovine',
  'ba-srp': 'Republika Srpska|République serbe de Bosnie|República Srpska', 'ba-brc': 'Brčko District|District de Brčko|Distrito de Brčko',
  'rs-km': 'Kosovo|Kosovo|Kosovo|sq:Kosova|sr:Косово и Метохија', 'cy-north': 'Northern Cyprus|Chypre du Nord|Chipre del Norte|el:Βόρεια Κύπρος|tr:Kuzey Kıbrıs',
  'ua-43': 'Crimea|Crimée|Crimea|uk:Автономна Республіка Крим|ru:Крым', 'ua-40': 'Sevastopol|Sébastopol|Sebastopol|uk:Севастополь|ru:Севастополь',
  'md-sn': 'Transnistria|Transnistrie|Transnistria|ro:Stînga Nistrului|ru:Приднестровье', 'md-ga': 'Gagauzia|Gagaouzie|Gagauzia|ro:Găgăuzia',
  'no-31': 'Østfold', 'no-32': 'Akershus', 'no-33': 'Buskerud', 'no-34': 'Innlandet', 'no-39': 'Vestfold', 'no-40': 'Telemark', 'no-42': 'Agder',
  'no-46': 'Vestland', 'no-50': 'Trøndelag', 'no-55': 'Troms', 'no-56': 'Finnmark', 'no-22': 'Jan Mayen', 'no-21': 'Svalbard',
  'fi-01': 'Åland Islands|Îles Åland|Islas Åland|sv:Åland|fi:Ahvenanmaa', 'fi-19': 'Southwest Finland|Finlande du Sud-Ouest|Finlandia Propia|fi:Varsinais-Suomi|sv:Egentliga Finland',
  'gl-uo': 'Unincorporated Greenland (National Park and Pituffik)', 'gl-qa': 'Qaasuitsup (Avannaata and Qeqertalik)',
  'tt-tob': 'Tobago', 'cu-14': 'Guantánamo', 'bq-se': 'Sint Eustatius', 'bq-sa': 'Saba', 'bq-bo': 'Bonaire', 'do-01': 'Distrito Nacional', 'mx-cmx': 'Mexico City|Mexico|Ciudad de México',
  'us-pr': 'Puerto Rico|Porto Rico|Puerto Rico', 'us-vi': 'United States Virgin Islands|Îles Vierges des États-Unis|Islas Vírgenes de los Estados Unidos',
  'is-1': 'Capital Region', 'is-2': 'Southern Peninsula', 'is-3': 'Western Region', 'is-5': 'Northwestern Region', 'is-6': 'Northeastern Region', 'is-7': 'Eastern Region', 'is-8': 'Southern Region',
  'us-dc': 'District of Columbia|District de Columbia|Distrito de Columbia', 'hr-01': 'Zagreb County', 'hr-21': 'City of Zagreb', 'hr-08': 'Primorje-Gorski Kotar', 'hr-11': 'Požega-Slavonia', 'gr-a': 'Eastern Macedonia and Thrace', 'gr-b': 'Central Macedonia', 'gr-c': 'Western Macedonia', 'gr-e': 'Thessaly', 'gr-g': 'Western Greece', 'gr-i': 'Attica',
  'be-bru': 'Brussels-Capital Region', 'de-hb': 'Bremen', 'dk-84': 'Capital Region of Denmark', 'dk-83': 'Region of Southern Denmark', 'dk-82': 'Central Denmark Region', 'dk-81': 'North Denmark Region', 'dk-85': 'Region Zealand',
  'cz-20': 'Central Bohemia', 'cz-31': 'South Bohemia', 'cz-32': 'Plzeň', 'cz-64': 'South Moravia', 'cz-80': 'Moravia-Silesia', 'rs-13': 'Pomoravlje', 'rs-19': 'Rasina', 'bg-23': 'Sofia Province', 'bg-22': 'Sofia (city)', 'by-hm': 'Minsk (city)', 'by-mi': 'Minsk Region', 'by-ma': 'Mogilev',
  'si-054': 'Krško', 'si-142': 'Zagorje ob Savi', 'si-027': 'Gorenja vas-Poljane', 'mk-810': 'Petrovec', 'mk-307': 'Kičevo', 'mt-50': 'San Lawrenz', 'gi': 'Gibraltar', 'pa-8': 'Panamá',
  'lv-lpx': 'Liepāja', 'lv-jel': 'Jelgava', 'lv-dgv': 'Daugavpils', 'lv-rez': 'Rēzekne', 'lv-ven': 'Ventspils', 'lv-jur': 'Jūrmala', 'lv-rix': 'Riga',
  'md-re': 'Rezina', 'hu-cs': 'Csongrád-Csanád',
}

/** Types of merged regions; the rest comes from Natural Earth's `type_en`. */
export const KIND = {
  gb: 'Country', ie: 'Province', fr: 'Region', it: 'Region', es: 'Autonomous community', ba: 'Entity', lv: 'Municipality', mk: 'Municipality', si: 'Municipality',
  'es-ce': 'Autonomous city', 'es-ml': 'Autonomous city', 'gb-sba': 'Sovereign base areas', 'rs-km': 'Autonomous province', 'cy-north': 'Area not under the control of the Government',
  'ua-43': 'Autonomous republic', 'ua-40': 'City with special status', 'ba-brc': 'District', 'no-21': 'Territory', 'no-22': 'Territory', 'fi-01': 'Autonomous region', 'md-sn': 'Territorial unit', 'tt-tob': 'Ward',
  'lv-dgv': 'State city', 'lv-jel': 'State city', 'lv-jur': 'State city', 'lv-lpx': 'State city', 'lv-rez': 'State city', 'lv-rix': 'State city', 'lv-ven': 'State city',
  'us-pr': 'Commonwealth', 'us-vi': 'Territory', 'us-dc': 'District', us: 'State', 'gl-uo': 'Unincorporated area',
}

/** Areas where control and claim differ: drawn once, under the parent that ISO 3166 and UN membership give. */
export const DISPUTE = {
  'ua-43': 'Autonomous Republic of Crimea (Ukraine) / Republic of Crimea (Russia): controlled by Russia since 2014 and claimed by it; part of Ukraine under ISO 3166 and UN General Assembly resolution 68/262.',
  'ua-40': 'Sevastopol: controlled by Russia since 2014 and claimed by it as a federal city; part of Ukraine under ISO 3166 and UN General Assembly resolution 68/262.',
  'cy-north': 'Northern Cyprus / Turkish Republic of Northern Cyprus: administered by the Turkish Cypriot authorities since 1974 and recognised as a state by Türkiye only; part of Cyprus under ISO 3166 and UN Security Council resolution 541.',
  'gb-sba': 'Akrotiri and Dhekelia: British sovereign base areas retained by the treaty of 1960, under the control of the United Kingdom; Cyprus has contested their status.',
  'rs-km': 'Kosovo (Albanian Kosova) / Kosovo and Metohija (Serbian): governed from Pristina, declared independent in 2008 and recognised by part of the UN’s members; claimed by Serbia, listed under Serbia by ISO 3166-2, not a member of the UN.',
  'md-sn': 'Transnistria (Stînga Nistrului, with the city of Bender): governed from Tiraspol and outside the control of the Moldovan government since 1992; no UN member recognises it as a state; part of Moldova under ISO 3166.',
}

/** The de facto lines to draw dashed: the border between the places on one side and the rest of their nation. */
export const LINES = {
  'line-crimea': { name: 'Crimea – mainland Ukraine', inside: ['ua-43', 'ua-40'], outside: ['ua-'] },
  'line-northern-cyprus': { name: 'Northern Cyprus – Cyprus and the British bases', inside: ['cy-north'], outside: ['cy-', 'gb-sba'] },
  'line-kosovo': { name: 'Kosovo – central Serbia', inside: ['rs-km'], outside: ['rs-'] },
  'line-transnistria': { name: 'Transnistria – rest of Moldova', inside: ['md-sn'], outside: ['md-'] },
}

/** Context land: boxes in degrees, wide enough that nothing near a sheet ends in mid-air. */
export const CONTEXT_BOXES = { eu: [[-35, 0, 90, 84]], na: [[-95, -5, -40, 16]], 'na-russia': [[165, 50, 180, 75], [-180, 50, -165, 75]] }
const SOUTH_AMERICA = new Set(['COL', 'VEN', 'GUY', 'SUR', 'BRA', 'ECU', 'PER'])
const FAR_EAST = new Set(['RU-CHU', 'RU-KAM'])

// A city and the unit named after it are two jurisdictions: the unit's id says what it is.
const NAMESAKES = {
  'gb-eng-durham': 'gb-eng-county-durham',
  'gb-nir-belfast': 'gb-nir-belfast-district',
  'gb-nir-derry': 'gb-nir-derry-district'
}
const countyId = (a3, id) => a3 === 'ITA' ? `${id}-province` : NAMESAKES[id] ?? id

export const slug = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/ø/gi, 'o').replace(/ł/gi, 'l').replace(/đ/gi, 'd')
  .replace(/ß/g, 'ss').replace(/æ/gi, 'ae').toLowerCase().replace(/['’`.]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

/** Spelling of the local names that the ids of counties are made from. */
const COUNTY_NAME = {
  'FRA-5342': 'Seine-et-Marne', 'FRA-5296': 'Haut-Rhin', 'ITA-5373': 'Oristano', 'ITA-5392': 'Crotone', 'ITA-5442': 'Aosta', 'ITA-5459': 'Bolzano',
  'ITA-5434': 'Torino', 'ITA-5405': 'Barletta-Andria-Trani', 'GBR-2006': 'North Ayrshire', 'GBR-2018': 'Perth and Kinross', 'GBR-5703': 'Windsor and Maidenhead',
  'GBR-2115': 'Rhondda Cynon Taf', 'GBR-2108': 'Wirral', 'GBR-5669': 'St Helens', 'GBR-2091': 'Cookstown', 'GBR-4809': 'City of London',
  'GBR-5575': 'Dublin', 'IRL-723': 'Laois', 'IRL-5575': 'Dublin', 'IRL-5576': 'Dublin', 'IRL-5574': 'Dublin', 'IRL-5573': 'Dublin', 'IRL-724': 'Tipperary', 'IRL-5572': 'Tipperary',
}
export const countyName = (p) => COUNTY_NAME[p.adm1_code] ?? p.name

/** The region a unit belongs to, or undefined when its nation is drawn in one piece. */
function regionOf(nation, p) {
  const fixed = UNIT[p.adm1_code]
  if (fixed) return fixed
  const iso = p.iso_3166_2
  switch (p.adm0_a3) {
    case 'ALD': return 'fi-01'
    case 'KOS': return 'rs-km'
    case 'GBR': return UK[p.geonunit]
    case 'FRA': return p.region_cod.trim() === 'FR-COR' ? 'fr-20r' : p.region_cod.trim().toLowerCase()
    case 'ITA': return p.region_cod.toLowerCase()
    case 'ESP': return iso === 'ES-CE' ? 'es-ce' : iso === 'ES-ML' ? 'es-ml' : SPAIN[p.region_cod]
    case 'IRL': return IRELAND[iso]
    case 'BIH': return iso === 'BA-BRC' ? 'ba-brc' : iso === 'BA-BIH' ? 'ba-bih' : 'ba-srp'
    case 'HUN': return `hu-${HUNGARY[iso.slice(3)] ?? iso.slice(3).toLowerCase()}`
    case 'LVA': return LATVIA_CITY[p.adm1_code] ?? LATVIA_OLD[iso]
    case 'MKD': return MACEDONIA[iso.slice(3)] && `mk-${MACEDONIA[iso.slice(3)]}`
  }
  if (WHOLE.has(nation)) return undefined
  if (!/^[A-Z]{2}-[A-Z0-9]+$/.test(iso) || !iso.startsWith(`${nation.toUpperCase()}-`)) {
    throw new Error(`Natural Earth unit ${p.adm1_code} (${p.name}): no usable ISO code "${iso}" for ${nation}; add it to UNIT in units.mjs`)
  }
  return iso.toLowerCase()
}

export function place(p) {
  const a3 = p.adm0_a3
  if (a3 === 'USA' || a3 === 'PRI' || a3 === 'VIR') return null // from the Census Bureau
  if (p.adm1_code === 'BVT+00?' || a3 === 'UMI' || a3 === 'CLP') return null
  if (a3 === 'RUS' && !UNIT[p.adm1_code] && !RUSSIA.has(p.iso_3166_2)) {
    return { context: 'ru', sheet: 'eu', alsoNa: FAR_EAST.has(p.iso_3166_2) }
  }
  if (a3 === 'FRA' && p.type_en === 'Overseas department') {
    if (p.iso_3166_2 === 'FR-GP' || p.iso_3166_2 === 'FR-MQ') {
      const id = p.iso_3166_2.slice(3).toLowerCase()
      return { leaf: id, nation: id }
    }
    return p.iso_3166_2 === 'FR-GF' ? { context: 'gf', sheet: 'na', name: 'French Guiana' } : null
  }
  const unit = UNIT[p.adm1_code]
  // The unit's parent is the prefix of its code wherever the table names one: Crimea is ua-43 whoever files it.
  const nation = unit ? unit.slice(0, 2) : NATION[a3]
  if (!nation) {
    if (SOUTH_AMERICA.has(a3)) return { context: a3 === 'BRA' ? 'br' : p.iso_a2.toLowerCase(), sheet: 'na' }
    const code = { KAB: 'kz', KAS: 'in', PSX: 'ps', SAH: 'eh' }[a3] ?? p.iso_a2.toLowerCase()
    return code.length === 2 && code !== '-1' ? { context: code, sheet: 'eu', name: { ps: 'Palestine', tr: 'Türkiye', kz: 'Kazakhstan', in: 'India' }[code] } : null
  }
  const region = regionOf(nation, p)
  if (!region) {
    if (!WHOLE.has(nation)) throw new Error(`Natural Earth unit ${p.adm1_code} (${p.name}): no region; extend units.mjs`)
    return { leaf: nation, nation }
  }
  if (['GBR', 'FRA', 'ITA', 'IRL'].includes(a3)) return { leaf: countyId(a3, `${region}-${slug(countyName(p))}`), region, nation, county: true }
  return { leaf: region, region, nation }
}
