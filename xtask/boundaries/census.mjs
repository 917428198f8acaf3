// Names of US counties: the Census Bureau's short name (us-atlas) and the full form that GeoNames gives for its code.

/** State FIPS -> postal code; Pacific territories are not drawn. */
export const STATES = Object.fromEntries((
  '01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN 19:IA 20:KS 21:KY 22:LA 23:ME 24:MD ' +
  '25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH 34:NJ 35:NM 36:NY 37:NC 38:ND 39:OH 40:OK 41:OR 42:PA 44:RI 45:SC 46:SD ' +
  '47:TN 48:TX 49:UT 50:VT 51:VA 53:WA 54:WV 55:WI 56:WY 72:PR 78:VI'
).split(' ').map((pair) => pair.split(':')))

/** Units that GeoNames no longer has, or has in another form. Connecticut's counties gave way to planning regions in 2022. */
const SPECIAL = {
  '02261': ['Valdez-Cordova Census Area', 'Census Area'],
  '11001': ['District of Columbia', 'Federal district'],
  '06075': ['San Francisco County', 'County'],
  '32510': ['Carson City', 'Independent city'],
}
const KINDS = ['City and Borough', 'Census Area', 'Borough', 'Municipality', 'Parish', 'County']

/** The full name ("Cook County", "Orleans Parish", "Richmond city") and its kind. */
export function countyFullName(fips, name, geonames) {
  if (SPECIAL[fips]) return { name: SPECIAL[fips][0], kind: SPECIAL[fips][1] }
  const state = STATES[fips.slice(0, 2)]
  if (state === 'PR') return { name: `${name} Municipio`, kind: 'Municipio' }
  if (state === 'VI') return { name, kind: 'Island' }
  if (state === 'CT') return { name: `${name} County`, kind: 'County' }
  const full = geonames.get(`US.${state}.${fips.slice(2)}`)
  if (!full) throw new Error(`county ${fips} (${name}): GeoNames has no full name; add it to SPECIAL in census.mjs`)
  if (full.startsWith('City and Borough of ')) return { name: `${name} City and Borough`, kind: 'City and Borough' }
  if (full.startsWith('City of ')) return { name: `${name} city`, kind: 'Independent city' }
  const kind = KINDS.find((ending) => full.endsWith(` ${ending}`))
  if (!kind) throw new Error(`county ${fips} (${name}): unexpected full name "${full}"; add it to SPECIAL in census.mjs`)
  return { name: `${name} ${kind}`, kind }
}

/**
 * Places too small for us-atlas, whose outline collapsed to a line there: an approximate outline, hung on that line and cut
 * out of the county around it. Falls Church (5.3 km2) lies south-west of its straight border with Arlington.
 */
export const OUTLINES = {
  51610: [[[[-77.1719, 38.893], [-77.1944, 38.883], [-77.172, 38.873], [-77.1504, 38.8758], [-77.1719, 38.893]]]],
}
