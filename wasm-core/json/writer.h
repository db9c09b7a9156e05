// JSON written straight into its text.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace deskbell::json {

/// Writes compact JSON; commas come by themselves. Bytes that are not UTF-8 become U+FFFD.
class Writer {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  // A value: an item of an array, or what follows name().
  void text(std::string_view value);
  void number(std::int64_t value);
  void flag(bool value) { plain(value ? "true" : "false"); }
  void null() { plain("null"); }

  /// What the next value is called.
  void name(std::string_view name);

  void text(std::string_view member, std::string_view value) {
    name(member);
    text(value);
  }
  void number(std::string_view member, std::int64_t value) {
    name(member);
    number(value);
  }
  /// Null when it is not there.
  void number_or_null(std::string_view member, const std::optional<std::int64_t>& value);
  /// An empty text is left out.
  void text_if_any(std::string_view member, std::string_view value) {
    if (!value.empty()) text(member, value);
  }
  void number_if_any(std::string_view member, const std::optional<std::int64_t>& value) {
    if (value) number(member, *value);
  }
  /// A flag that is false is left out.
  void flag_if_set(std::string_view member, bool value) {
    if (!value) return;
    name(member);
    flag(true);
  }
  void text_or_null(std::string_view member, std::optional<std::string_view> value);
  void object(std::string_view member, const std::map<std::string, std::string>& members);
  /// A list of texts.
  template <typename Texts>
  void texts(std::string_view member, const Texts& values) {
    name(member);
    begin_array();
    for (const auto& value : values) text(value);
    end_array();
  }

  std::string take() { return std::move(json_); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void plain(std::string_view value);
  void separate();
  void quote(std::string_view value);

  std::string json_;
  bool separate_ = false;  // a value stands before the next one
};

/// The text of one object, whose members `write` writes.
template <typename Write>
std::string write_object(Write write) {
  Writer out;
  out.begin_object();
  write(out);
  out.end_object();
  return out.take();
}

}  // namespace deskbell::json
