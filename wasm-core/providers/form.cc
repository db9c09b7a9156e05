#include "providers/form.h"

#include <algorithm>
#include <optional>

#include "providers/bad_payload.h"
#include "providers/fields.h"

namespace deskbell::providers {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (out.find('\0') != std::string::npos) return std::nullopt;
  return out;
}

}  // namespace

Result<calls::Fields> read_form(std::string_view body,
                                std::initializer_list<std::string_view> bracketed) {
  calls::Fields fields;
  while (!body.empty()) {
    const std::size_t end = body.find('&');
    const std::string_view pair = body.substr(0, end);
    body = end == std::string_view::npos ? std::string_view() : body.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const auto name = decoded(pair.substr(0, equals));
    const auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                        : decoded(pair.substr(equals + 1));
    if (!name || !value) return bad_payload("a form field has a broken escape");
    if (name->empty()) return bad_payload("a form field has no name");
    const bool array = name->find_first_of("[]") != std::string::npos;
    if (array && std::find(bracketed.begin(), bracketed.end(), *name) == bracketed.end()) {
      return bad_payload("a form field is an array");
    }
    if (fields.size() == kMostFields) return bad_payload("more than 64 form fields");
    if (!fields.emplace(*name, *value).second)
      return bad_payload("form field '" + *name + "' twice");
  }
  return fields;
}

}  // namespace deskbell::providers
