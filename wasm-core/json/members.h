// Reading JSON that people or programs outside wrote, strictly: every mistake is named with its
// place, and a member that nobody expects is a mistake.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/names.h"
#include "json/document.h"

namespace deskbell::json {

/// The first mistake; `rows[2].moment is no known name`.
using Mistake = std::optional<std::string>;

/// The members of one object. After a mistake everything reads as absent.
class Members {
 public:
  /// @param place where the object stands, empty for the outermost.
  Members(Value value, std::string place, Mistake& mistake);

  std::string text(std::string_view name, std::size_t longest, bool required = false);

  /// A whole number from 0 to `largest`.
  std::optional<std::int64_t> whole(std::string_view name, std::int64_t largest);

  bool flag(std::string_view name, bool otherwise);

  template <typename Enum, std::size_t N>
  std::optional<Enum> named(std::string_view name, const std::array<std::string_view, N>& names,
                            bool required = false) {
    const std::string told = text(name, kLongestName, required);
    return told.empty() ? std::nullopt : value<Enum>(name, told, names);
  }

  /// One name or a list of them.
  template <typename Enum, std::size_t N>
  std::vector<Enum> several(std::string_view name, const std::array<std::string_view, N>& names) {
    std::vector<Enum> values;
    for (const std::string_view told : list(name)) {
      const auto read = value<Enum>(name, told, names);
      if (!read) return {};
      values.push_back(*read);
    }
    return values;
  }

  /// The items of a list, each an object with its place; `read(Members&)` for each.
  template <typename Read>
  void each(std::string_view name, std::size_t most, Read read) {
    std::size_t i = 0;
    for (const Value each : items(name, most)) {
      if (mistake_) return;
      Members item(each, place_of(name, i++), mistake_);
      read(item);
      item.finish();
    }
  }

  /// An object; `read(Members&)` when it is there.
  template <typename Read>
  void object(std::string_view name, Read read) {
    const Value value = take(name);
    if (!value) return;
    Members inner(value, place_of(name), mistake_);
    read(inner);
    inner.finish();
  }

  /// The member, which `finish` does not complain about; null counts as absent.
  Value take(std::string_view name);

  void fail(std::string_view name, std::string_view what);

  /// Complains about members that nobody took.
  void finish();

 private:
  static constexpr std::size_t kLongestName = 64;

  template <typename Enum, std::size_t N>
  std::optional<Enum> value(std::string_view name, std::string_view told,
                            const std::array<std::string_view, N>& names) {
    const auto value = value_of<Enum>(names, told);
    if (!value) fail(name, "is no known name");
    return value;
  }

  /// A text or a list of texts.
  std::vector<std::string_view> list(std::string_view name);
  /// A list, or nothing to go through.
  Value items(std::string_view name, std::size_t most);
  std::string place_of(std::string_view name) const;
  std::string place_of(std::string_view name, std::size_t item) const;

  Value value_;
  std::string place_;
  std::vector<std::string_view> known_;
  Mistake& mistake_;
};

}  // namespace deskbell::json
