// What tests and benchmarks use of google-libphonenumber, which brings no types.
declare module 'google-libphonenumber' {
  export interface PhoneNumber {
    getCountryCode(): number
    getExtension(): string | undefined
    setCountryCode(code: number): void
    setNationalNumber(national: number): void
    setItalianLeadingZero(leading: boolean): void
    setNumberOfLeadingZeros(count: number): void
  }
  export type Style = number
  const libphonenumber: {
    Error: Record<string, string>
    PhoneNumber: new () => PhoneNumber
    PhoneNumberFormat: Record<'E164' | 'NATIONAL' | 'INTERNATIONAL', Style>
    PhoneNumberType: Record<'MOBILE' | 'FIXED_LINE', number>
    PhoneNumberUtil: {
      ValidationResult: Record<string, number>
      getInstance(): {
        parse(text: string, country?: string): PhoneNumber
        isValidNumber(number: PhoneNumber): boolean
        isPossibleNumberWithReason(number: PhoneNumber): number
        format(number: PhoneNumber, style: Style): string
        getNumberType(number: PhoneNumber): number
        getNationalSignificantNumber(number: PhoneNumber): string
        getRegionCodeForNumber(number: PhoneNumber): string | null
        getRegionCodeForCountryCode(code: number): string | null
        getCountryCodeForRegion(country: string): number
        getNddPrefixForRegion(country: string, stripNonDigits: boolean): string | null
        getExampleNumberForType(country: string, type: number): PhoneNumber
        getSupportedRegions(): string[]
      }
    }
    ShortNumberInfo: {
      getInstance(): { isValidShortNumberForRegion(number: PhoneNumber, country: string): boolean }
    }
    AsYouTypeFormatter: new (country: string) => { inputDigit(digit: string): string }
  }
  export default libphonenumber
}
