// Small geometry on longitudes and latitudes: what the recipe needs around mapshaper.

/** Arcs of a TopoJSON topology, decoded to absolute coordinates. */
export function topojsonArcs(topology) {
  const { scale: [kx, ky], translate: [dx, dy] } = topology.transform
  return topology.arcs.map((arc) => {
    let x = 0
    let y = 0
    return arc.map(([ax, ay]) => {
      x += ax
      y += ay
      return [x * kx + dx, y * ky + dy]
    })
  })
}

/** Coordinates of a TopoJSON Polygon or MultiPolygon, as a list of polygons. */
export function topojsonPolygons(geometry, arcs) {
  const ring = (indexes) => indexes.flatMap((index, position) => {
    const points = index < 0 ? [...arcs[~index]].reverse() : arcs[index]
    return position ? points.slice(1) : points
  })
  const polygon = (rings) => rings.map(ring)
  if (geometry.type === 'Polygon') return [polygon(geometry.arcs)]
  if (geometry.type === 'MultiPolygon') return geometry.arcs.map(polygon)
  return []
}

export const polygons = (geometry) =>
  !geometry ? [] : geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates

const RADIUS_KM = 6371.0088

/** Area of a ring on the sphere in km2; counter-clockwise is positive. */
export function ringArea(ring) {
  let sum = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i]
    const [x2, y2] = ring[i + 1]
    sum += ((x1 - x2) * Math.PI / 180) * (2 + Math.sin(y1 * Math.PI / 180) + Math.sin(y2 * Math.PI / 180))
  }
  return (sum * RADIUS_KM * RADIUS_KM) / 2
}

/** Area of a list of polygons in km2, holes taken off, whichever way the rings turn. */
export const area = (list) =>
  list.reduce((sum, rings) => sum + rings.reduce((a, ring, i) => a + (i ? -1 : 1) * Math.abs(ringArea(ring)), 0), 0)

/** Calls `visit` with each edge of each ring. */
export function eachEdge(list, visit) {
  for (const rings of list) for (const ring of rings) for (let i = 0; i + 1 < ring.length; i++) visit(ring[i], ring[i + 1])
}

/** A key for an edge that is the same in both directions. */
export function edgeKey(a, b) {
  const [first, second] = a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]) ? [a, b] : [b, a]
  return `${first[0]},${first[1]},${second[0]},${second[1]}`
}

/** Joins loose edges into the fewest polylines, beginning at loose ends; the order of the result is fixed by the input. */
export function joinEdges(edges) {
  const key = (point) => `${point[0]},${point[1]}`
  const at = new Map()
  edges.forEach(([a, b], index) => {
    for (const point of [a, b]) {
      if (!at.has(key(point))) at.set(key(point), [])
      at.get(key(point)).push(index)
    }
  })
  const used = new Set()
  const follow = (start, index) => {
    const line = [start]
    for (let next = index; next !== undefined;) {
      used.add(next)
      const [a, b] = edges[next]
      const end = key(a) === key(line.at(-1)) ? b : a
      line.push(end)
      const around = at.get(key(end))
      next = around.length === 2 ? around.find((i) => !used.has(i)) : undefined
    }
    return line
  }
  const lines = []
  edges.forEach(([a, b], index) => {
    for (const point of [a, b]) {
      if (!used.has(index) && at.get(key(point)).length !== 2) lines.push(follow(point, index))
    }
  })
  edges.forEach(([a], index) => { if (!used.has(index)) lines.push(follow(a, index)) })
  return lines
}
