/** Style sheets reach the bundle as text, by esbuild's `text` loader for `.css`. */
declare module '*.css' {
  const text: string
  export default text
}
