#include "decoder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return deskbell::fuzz::decode("ringostat", data, size);
}
