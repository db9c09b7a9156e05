#pragma once
// How a number is written: its groups of digits and what stands between them.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace deskbell::phone {

struct DigitGroup {
  std::uint32_t value = 0;  ///< of its first nine digits
  std::uint8_t size = 0;
  /// What stands before it: a single ASCII character, a space for any blank, or 0 for anything
  /// else.
  char before = 0;
};

class NumberShape {
 public:
  static constexpr std::size_t kMostGroups = 16;

  explicit NumberShape(std::string_view written);

  bool has_plus() const { return has_plus_; }
  std::size_t digits() const { return digits_; }
  std::size_t size() const { return size_; }
  const DigitGroup& operator[](std::size_t index) const { return groups_[index]; }
  /// Digits and nothing else.
  bool is_bare() const { return bare_; }
  char first_digit() const { return first_digit_; }

  /// A date, a decimal number, an IP address, a version, an amount, years, a list of single digits.
  /// @param leads it begins with a trunk prefix, as an amount or an address does not
  bool looks_like_other(bool leads) const;

 private:
  bool all_behind(char separator) const;
  bool every_size(std::size_t size) const;
  bool in_thousands() const;
  bool is_date() const;
  bool is_dotted(bool leads) const;
  bool is_dimension() const;

  std::array<DigitGroup, kMostGroups> groups_{};
  std::size_t size_ = 0;
  std::size_t digits_ = 0;
  char first_digit_ = 0;
  bool has_plus_ = false;
  bool bare_ = true;
};

}  // namespace deskbell::phone
