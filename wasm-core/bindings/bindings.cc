// The one door to JavaScript: what crosses it, no logic. The loader's side is
// js-shim/src/core/wasm-module.ts.
#include <emscripten/emscripten.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/engine.h"
#include "core/find_door.h"
#include "core/views.h"

namespace {

namespace core = deskbell::core;
using Size = std::uint32_t;

/// Larger arguments give their memory back after the call, bytes.
constexpr std::size_t kKeptRoom = 65536;

/// Texts cross through two buffers: the arguments one behind another, and the answer.
struct TextDoor {
  std::string arguments;
  std::string answer;
};

TextDoor& text_door() {
  static TextDoor door;
  return door;
}

template <std::size_t Count>
std::array<std::string_view, Count> arguments(const std::array<Size, Count>& sizes) {
  std::array<std::string_view, Count> texts;
  std::string_view rest(text_door().arguments);
  for (std::size_t i = 0; i < Count; i++) {
    texts[i] = rest.substr(0, sizes[i]);
    rest.remove_prefix(texts[i].size());
  }
  return texts;
}

Size answer(std::string text) {
  TextDoor& door = text_door();
  door.answer = std::move(text);
  if (door.arguments.capacity() > kKeptRoom) std::string().swap(door.arguments);
  return static_cast<Size>(door.answer.size());
}

Size ask(std::string (*function)(std::string_view), Size a) {
  const auto [text] = arguments<1>({a});
  return answer(function(text));
}
Size ask(std::string (*function)(std::string_view, std::string_view), Size a, Size b) {
  const auto [first, second] = arguments<2>({a, b});
  return answer(function(first, second));
}

}  // namespace

// Each takes the bytes of its texts, which stand in the room that was asked for before, and answers
// with the bytes of what came of them.
extern "C" {
EMSCRIPTEN_KEEPALIVE char* deskbell_text_room(Size bytes) {
  text_door().arguments.resize(bytes);
  return text_door().arguments.data();
}
EMSCRIPTEN_KEEPALIVE const char* deskbell_text_answer() { return text_door().answer.data(); }

EMSCRIPTEN_KEEPALIVE Size deskbell_version() { return answer(core::version()); }
EMSCRIPTEN_KEEPALIVE Size deskbell_normalize(Size text, Size country) {
  return ask(core::normalize, text, country);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_format_as_you_type(Size text, Size country) {
  return ask(core::format_as_you_type, text, country);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_decode(Size provider, Size request) {
  return ask(core::decode, provider, request);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_reply(Size provider, Size decision) {
  return ask(core::reply, provider, decision);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_step(Size call, Size event, Size viewpoint) {
  const auto texts = arguments<3>({call, event, viewpoint});
  return answer(core::step(texts[0], texts[1], texts[2]));
}
EMSCRIPTEN_KEEPALIVE Size deskbell_resume(Size call, Size viewpoint) {
  return ask(core::resume, call, viewpoint);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_match_dialled(Size calls, Size event) {
  return ask(core::match_dialled, calls, event);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_overdue(Size call, double now) {
  const auto [text] = arguments<1>({call});
  return answer(core::overdue(text, now));
}
EMSCRIPTEN_KEEPALIVE Size deskbell_preset_matrix(Size name) {
  return ask(core::preset_matrix, name);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_check_matrix(Size matrix) {
  return ask(core::check_matrix, matrix);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_check_routing(Size routing) {
  return ask(core::check_routing, routing);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_check_mapping(Size request) {
  return ask(core::check_mapping, request);
}
EMSCRIPTEN_KEEPALIVE Size deskbell_decide(Size request) { return ask(core::decide, request); }
EMSCRIPTEN_KEEPALIVE Size deskbell_route(Size request) { return ask(core::route, request); }
}

// What is asked a million times crosses as plain numbers and a piece of the module's memory; the
// loader looks at it through typed arrays. The addresses never change.
extern "C" {
EMSCRIPTEN_KEEPALIVE std::uintptr_t deskbell_views() {
  return reinterpret_cast<std::uintptr_t>(&core::views());
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_read(std::uint32_t bytes, std::uint32_t country) {
  return core::read_in_view(bytes, country);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_column(std::uint32_t bytes, std::uint32_t country) {
  return core::read_column_in_view(bytes, country);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_write_e164(std::uint32_t rows) {
  return core::write_e164_in_view(rows);
}
EMSCRIPTEN_KEEPALIVE std::uintptr_t deskbell_places() {
  return reinterpret_cast<std::uintptr_t>(&core::places_view());
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_find(std::uint32_t bytes, std::uint32_t country) {
  return core::find_in_view(bytes, country);
}
}
