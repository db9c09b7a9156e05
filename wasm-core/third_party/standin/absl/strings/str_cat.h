#pragma once
// Stand-in for abseil's StrCat. libphonenumber derives a class from AlphaNum and reads its data()
// as a C string, so the digits written here end with a NUL as abseil's do.
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace absl {

class AlphaNum {
 public:
  template <class Int, class = std::enable_if_t<std::is_integral_v<Int>>>
  AlphaNum(Int value)  // NOLINT(google-explicit-constructor)
      : size_(static_cast<std::size_t>(
            std::to_chars(digits_, digits_ + sizeof(digits_) - 1, value).ptr - digits_)) {
    digits_[size_] = '\0';
  }
  AlphaNum(const char* text)  // NOLINT(google-explicit-constructor)
      : text_(text == nullptr ? "" : text), size_(std::char_traits<char>::length(text_)) {}
  AlphaNum(const std::string& text)  // NOLINT(google-explicit-constructor)
      : text_(text.data()), size_(text.size()) {}
  AlphaNum(std::string_view text)  // NOLINT(google-explicit-constructor)
      : text_(text.data()), size_(text.size()) {}
  AlphaNum(const AlphaNum&) = delete;
  AlphaNum& operator=(const AlphaNum&) = delete;

  const char* data() const { return text_ == nullptr ? digits_ : text_; }
  std::size_t size() const { return size_; }
  std::string_view Piece() const { return {data(), size()}; }

 private:
  char digits_[24];
  const char* text_ = nullptr;  // null: the text is digits_
  std::size_t size_;
};

namespace internal {
inline void AppendOne(std::string* out, const AlphaNum& part) { out->append(part.Piece()); }
}  // namespace internal

template <class... Parts>
void StrAppend(std::string* out, const Parts&... parts) {
  (internal::AppendOne(out, parts), ...);
}

template <class... Parts>
std::string StrCat(const Parts&... parts) {
  std::string out;
  (internal::AppendOne(&out, parts), ...);
  return out;
}

}  // namespace absl
