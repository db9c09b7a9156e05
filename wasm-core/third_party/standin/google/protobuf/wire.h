#pragma once
// Reads protobuf's wire format. Every read is bounded by the bytes that are there; whatever is not
// well formed makes a read answer false and nothing else.
// Format: https://protobuf.dev/programming-guides/encoding/
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace google::protobuf {

enum class WireType : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

class WireReader {
 public:
  explicit WireReader(std::string_view data) : data_(data) {}

  bool at_end() const { return data_.empty(); }

  bool read_varint(std::uint64_t* out) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (data_.empty()) return false;
      const auto byte = static_cast<std::uint8_t>(data_.front());
      data_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) {
        *out = value;
        return true;
      }
    }
    return false;  // more than ten bytes
  }

  bool read_bytes(std::string_view* out) {
    std::uint64_t size = 0;
    if (!read_varint(&size) || size > data_.size()) return false;
    *out = data_.substr(0, static_cast<std::size_t>(size));
    data_.remove_prefix(static_cast<std::size_t>(size));
    return true;
  }

  bool read_tag(std::uint32_t* field, WireType* type) {
    std::uint64_t tag = 0;
    if (!read_varint(&tag) || tag > 0xFFFFFFFFU || (tag >> 3) == 0) return false;
    *field = static_cast<std::uint32_t>(tag >> 3);
    *type = static_cast<WireType>(tag & 7U);
    return true;
  }

  /// Groups (types 3 and 4) are not skipped but refused: nothing of ours writes them.
  bool skip(WireType type) {
    std::uint64_t number = 0;
    std::string_view bytes;
    switch (type) {
      case WireType::varint:
        return read_varint(&number);
      case WireType::bytes:
        return read_bytes(&bytes);
      case WireType::fixed64:
        return drop(8);
      case WireType::fixed32:
        return drop(4);
    }
    return false;
  }

 private:
  bool drop(std::size_t size) {
    if (data_.size() < size) return false;
    data_.remove_prefix(size);
    return true;
  }

  std::string_view data_;
};

}  // namespace google::protobuf
