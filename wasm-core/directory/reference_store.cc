#include "directory/reference_store.h"

#include <algorithm>
#include <cstring>

#include "directory/entry.h"

namespace deskbell::directory {
namespace {

// The first byte: 1-8, so many bytes of a number follow, low ones first; or one of these.
constexpr char kUuid = 9;
constexpr char kText = 10;   ///< its length follows
constexpr char kMoved = 11;  ///< the handle in the next store follows, three bytes

constexpr std::size_t kUuidLetters = 36;
constexpr std::size_t kUuidBytes = 16;
/// Nineteen digits always fit in 64 bits.
constexpr std::size_t kMostDigits = 19;

// A handle counts units. The first unit of the first chunk belongs to nobody: 0 is no handle.
constexpr std::size_t kUnit = 4;
constexpr unsigned kChunkBits = 12;
constexpr std::size_t kChunkUnits = 1U << kChunkBits;

std::size_t units(std::size_t bytes) { return (bytes + kUnit - 1) / kUnit; }

std::size_t size_of(const char* packed) {
  if (packed[0] < kUuid) return 1 + static_cast<std::size_t>(packed[0]);
  if (packed[0] == kUuid) return 1 + kUuidBytes;
  if (packed[0] == kMoved) return kUnit;
  return 2 + static_cast<std::size_t>(static_cast<unsigned char>(packed[1]));
}

bool is_dash(std::size_t letter) {
  return letter == 8 || letter == 13 || letter == 18 || letter == 23;
}

int hex_of(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// @return whether `text` is a UUID in small letters
bool pack_uuid(std::string_view text, char* to) {
  if (text.size() != kUuidLetters) return false;
  int high = -1;
  for (std::size_t i = 0; i < kUuidLetters; ++i) {
    if (is_dash(i)) {
      if (text[i] != '-') return false;
      continue;
    }
    const int digit = hex_of(text[i]);
    if (digit < 0) return false;
    if (high < 0) {
      high = digit;
    } else {
      *to++ = static_cast<char>(high << 4 | digit);
      high = -1;
    }
  }
  return true;
}

/// @return how many bytes were written; 0: `text` is no decimal number, or not its usual form
std::size_t pack_number(std::string_view text, char* to) {
  if (text.empty() || text.size() > kMostDigits || (text[0] == '0' && text.size() > 1)) return 0;
  std::uint64_t value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return 0;
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  std::size_t size = 0;
  do {
    to[size++] = static_cast<char>(value & 0xFF);
    value >>= 8;
  } while (value != 0);
  return size;
}

void read_uuid(const char* packed, std::string* text) {
  for (std::size_t i = 0; i < kUuidLetters; ++i) {
    if (is_dash(i)) {
      *text += '-';
      continue;
    }
    const auto byte = static_cast<unsigned char>(*packed);
    *text += "0123456789abcdef"[byte >> 4];
    *text += "0123456789abcdef"[byte & 15];
    ++packed;
    ++i;
  }
}

void read_number(const char* packed, std::size_t size, std::string* text) {
  std::uint64_t value = 0;
  while (size > 0) value = value << 8 | static_cast<unsigned char>(packed[--size]);
  std::array<char, kMostDigits + 1> digits{};
  std::size_t at = digits.size();
  // Halves of 32 bits divide several times quicker than 64 bits do in WebAssembly.
  for (; value > 0xFFFFFFFFU; value /= 10) digits[--at] = static_cast<char>('0' + value % 10);
  auto rest = static_cast<std::uint32_t>(value);
  do {
    digits[--at] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  text->append(digits.data() + at, digits.size() - at);
}

}  // namespace

PackedReference::PackedReference(std::string_view text) {
  if (text.empty() || text.size() > kLongestReference) return;
  if (const std::size_t size = pack_number(text, bytes_.data() + 1)) {
    bytes_[0] = static_cast<char>(size);
    size_ = 1 + size;
  } else if (pack_uuid(text, bytes_.data() + 1)) {
    bytes_[0] = kUuid;
    size_ = 1 + kUuidBytes;
  } else if (text.find(kReferenceEnd) == std::string_view::npos &&
             text.find(kRowOfReferencesEnd) == std::string_view::npos) {
    bytes_[0] = kText;
    bytes_[1] = static_cast<char>(text.size());
    std::copy(text.begin(), text.end(), bytes_.begin() + 2);
    size_ = 2 + text.size();
  }
}

char* ReferenceStore::at(std::uint32_t handle) const {
  return chunks_[handle >> kChunkBits].get() + (handle & (kChunkUnits - 1)) * kUnit;
}

std::uint32_t ReferenceStore::add(std::string_view packed) {
  if (last_ != 0 && equal(last_, packed)) return last_;
  const std::size_t wanted = units(packed.size());
  if (chunks_.empty() || used_ + wanted > kChunkUnits) {
    if (chunks_.size() << kChunkBits > kHandleMask) return 0;
    used_ = chunks_.empty() ? 1 : 0;
    chunks_.push_back(std::make_unique<char[]>(kChunkUnits * kUnit));
  }
  last_ = static_cast<std::uint32_t>((chunks_.size() - 1) << kChunkBits | used_);
  used_ += wanted;
  std::copy(packed.begin(), packed.end(), at(last_));
  return last_;
}

void ReferenceStore::read(std::uint32_t handle, std::string* text) const {
  const char* packed = at(handle);
  if (packed[0] < kUuid) {
    read_number(packed + 1, static_cast<std::size_t>(packed[0]), text);
  } else if (packed[0] == kUuid) {
    read_uuid(packed + 1, text);
  } else {
    text->append(packed + 2, size_of(packed) - 2);
  }
}

bool ReferenceStore::equal(std::uint32_t handle, std::string_view packed) const {
  const char* known = at(handle);
  return known[0] == packed[0] && size_of(known) == packed.size() &&
         std::memcmp(known, packed.data(), packed.size()) == 0;
}

void ReferenceStore::drop(std::uint32_t handle) {
  if (handle != 0) dropped_ += units(size_of(at(handle))) * kUnit;
}

std::uint32_t ReferenceStore::move(std::uint32_t handle, ReferenceStore& next) {
  char* packed = at(handle);
  std::uint32_t moved = 0;
  if (packed[0] == kMoved) {
    for (int i = 3; i > 0; --i) moved = moved << 8 | static_cast<unsigned char>(packed[i]);
    return moved;
  }
  moved = next.add({packed, size_of(packed)});
  packed[0] = kMoved;
  for (int i = 1; i <= 3; ++i) packed[i] = static_cast<char>(moved >> (8 * (i - 1)));
  return moved;
}

std::size_t ReferenceStore::bytes() const {
  return chunks_.size() * kChunkUnits * kUnit + chunks_.capacity() * sizeof(Chunk);
}

}  // namespace deskbell::directory
