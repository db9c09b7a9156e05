// Other ways of grouping digits, which libphonenumber's search compares with when it is strict
// about groups. Ours asks for valid numbers only, so the data (19 kB) stays out.
#include "phonenumbers/alternate_format.h"

namespace i18n::phonenumbers {

int alternate_format_size() { return 0; }
const void* alternate_format_get() { return ""; }

}  // namespace i18n::phonenumbers
