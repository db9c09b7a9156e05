// A value, or why there is none: errors are values in this engine, nothing throws.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace deskbell {

/// Why something could not be done; the names stand in error_codes.def.
enum class ErrorCode {
#define DESKBELL_ITEM(name) name,
#include "base/error_codes.def"
#undef DESKBELL_ITEM
};

inline constexpr std::array kErrorNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "base/error_codes.def"
#undef DESKBELL_ITEM
};

/// A code for programs and a detail for people.
struct Error {
  ErrorCode code;
  std::string detail;
};

/// A `T`, or an `Error`.
template <typename T>
class Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : content_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return content_.index() == 0; }
  [[nodiscard]] const T& value() const { return *std::get_if<0>(&content_); }
  [[nodiscard]] T& value() { return *std::get_if<0>(&content_); }
  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace deskbell
