/** The deployment's configuration; the bundler puts it in place of this name. */
declare module '#deployment' {
  const deployment: unknown;
  export default deployment;
}

/** The deployment's geography (GeoJSON); the bundler puts it in place of this name. */
declare module '#geography' {
  const geography: unknown;
  export default geography;
}
