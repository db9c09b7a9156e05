#pragma once

#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__)
#define DESKBELL_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DESKBELL_SANITIZED 1
#endif
#endif

namespace deskbell {

/// How many seeded tries a test makes. The environment's DESKBELL_ROUNDS=1000000 makes it the long
/// proof; under the sanitizers, where a try takes ten times as long, it is a tenth of the usual.
inline int rounds(int usual) {
  if (const char* const wanted = std::getenv("DESKBELL_ROUNDS")) return std::atoi(wanted);
#ifdef DESKBELL_SANITIZED
  return usual / 10;
#else
  return usual;
#endif
}

}  // namespace deskbell
