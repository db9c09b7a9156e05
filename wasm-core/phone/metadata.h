#pragma once
#include <string_view>

namespace deskbell::phone {

/// Which package, in which version, the phone metadata was taken from when this was built, e.g.
/// "google-libphonenumber 3.2.47".
std::string_view metadata_version();

}  // namespace deskbell::phone
