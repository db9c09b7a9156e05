// What the benchmarks use of google-libphonenumber, which brings no types.
declare module 'google-libphonenumber' {
  export interface PhoneNumber {
    getCountryCode(): number
  }
  export type Style = number
  const libphonenumber: {
    PhoneNumberFormat: Record<'E164' | 'NATIONAL' | 'INTERNATIONAL', Style>
    PhoneNumberType: Record<'MOBILE' | 'FIXED_LINE', number>
    PhoneNumberUtil: {
      getInstance(): {
        parse(text: string, country?: string): PhoneNumber
        isValidNumber(number: PhoneNumber): boolean
        format(number: PhoneNumber, style: Style): string
        getNumberType(number: PhoneNumber): number
        getRegionCodeForNumber(number: PhoneNumber): string
        getExampleNumberForType(country: string, type: number): PhoneNumber
      }
    }
    AsYouTypeFormatter: new (country: string) => { inputDigit(digit: string): string }
  }
  export default libphonenumber
}
