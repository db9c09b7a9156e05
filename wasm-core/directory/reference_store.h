// The host's references to contacts: short texts that only the host understands. Decimal ids and
// UUIDs, which most are, are packed; each takes a multiple of four bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace deskbell::directory {

/// UTF-8 bytes; what is longer is no reference.
inline constexpr std::size_t kLongestReference = 200;
/// Stands between references where they cross a border, so none may hold it.
inline constexpr char kReferenceEnd = '\x1f';
inline constexpr char kRowOfReferencesEnd = '\x1e';

/// A reference in its packed form.
class PackedReference {
 public:
  /// Empty where `text` is no reference.
  explicit PackedReference(std::string_view text);
  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, kLongestReference + 2> bytes_{};
  std::size_t size_ = 0;
};

class ReferenceStore {
 public:
  /// The same reference twice in a row is kept once.
  /// @return its handle, or 0: no room
  std::uint32_t add(std::string_view packed);
  /// Appends the reference's text.
  void read(std::uint32_t handle, std::string* text) const;
  [[nodiscard]] char glance(std::uint32_t handle) const { return *at(handle); }
  [[nodiscard]] bool equal(std::uint32_t handle, std::string_view packed) const;
  /// Notes that an entry no longer needs `handle`; others may.
  void drop(std::uint32_t handle);

  /// Moves a reference that is still needed into `next`. @return its handle there
  std::uint32_t move(std::uint32_t handle, ReferenceStore& next);

  [[nodiscard]] std::size_t bytes() const;
  /// Bytes that nothing may need any more; at most these can be had back by moving the others.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  using Chunk = std::unique_ptr<char[]>;

  [[nodiscard]] char* at(std::uint32_t handle) const;

  std::vector<Chunk> chunks_;
  std::size_t used_ = 0;     ///< units of the last chunk
  std::size_t dropped_ = 0;  ///< bytes
  std::uint32_t last_ = 0;
};

}  // namespace deskbell::directory
