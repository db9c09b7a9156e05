// Feeds a decoder: the first byte chooses the content type, a line break parts query from body.
// What it accepts goes on into the call machine, as in production.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/json_calls.h"
#include "core/provider_list.h"

namespace deskbell::fuzz {

inline std::string written(const calls::Call& call) {
  json::Writer out;
  core::write_call(out, call);
  return out.take();
}

inline int decode(std::string_view provider, const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const char* const types[] = {"application/x-www-form-urlencoded", "application/json", ""};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t parted = text.find('\n');
  providers::ProviderRequest request;
  request.content_type = types[data[0] % 3];
  request.received_at = 1'767'348'000'000;
  request.zone = {{1'767'300'000'000, 60}, {9'000'000'000'000'000, -120}};
  request.settings.names = {{"who", "caller"}};
  request.settings.country = data[0] & 1 ? "NL" : "";
  request.body = text.substr(0, parted);
  if (parted != std::string_view::npos) request.query = text.substr(parted + 1);
  const auto decoded = core::decode_request(provider, request);
  if (!decoded.ok()) {
    if (decoded.error().detail.empty()) std::abort();  // every refusal says what was wrong
    return 0;
  }
  std::optional<calls::Call> call;
  for (const calls::CallEvent& event : decoded.value().events) {
    call = calls::step(call, event, {event.at, "100"}).call;
    const std::string json = written(*call);
    const json::Document document(json);
    const auto back = core::read_call(document.root());
    // A call of a decoder's events is written and read without loss, but for bytes that are no
    // UTF-8, which the first writing replaces.
    if (!back.ok() || written(back.value()) != json) std::abort();
  }
  return 0;
}

}  // namespace deskbell::fuzz
