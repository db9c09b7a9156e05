#include "phone/regex/regex.h"

#include <utility>

#include "base/utf8.h"

namespace deskbell::regex {

std::optional<Regex> Regex::compile(std::string_view pattern) {
  std::optional<Program> program = regex::compile(pattern);
  if (!program) return std::nullopt;
  return Regex(std::move(*program));
}

bool Regex::exists(std::string_view text, std::size_t start, Anchor anchor) const {
  const bool search = anchor == Anchor::search;
  std::unique_ptr<Automaton>& automaton = search ? anywhere_ : anchored_;
  if (!automaton) {
    automaton = std::make_unique<Automaton>(
        *program_, search ? Automaton::From::anywhere : Automaton::From::start,
        Automaton::Alphabet::ascii);
  }
  Automaton::State state = automaton->start(start == 0);
  for (std::size_t at = start; at < text.size();) {
    if (state == Automaton::kDead) return false;
    if (anchor != Anchor::full && automaton->matches(state)) return true;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      state = automaton->next(state, byte);
      ++at;
    } else {
      const Decoded read = decode_utf8(text, at);
      state = automaton->next_point(state, read.point);
      at += read.size;
    }
  }
  return automaton->matches_at_end(state);
}

bool Regex::match(std::string_view text, std::size_t start, Anchor anchor,
                  Captures& captures) const {
  if (!exists(text, start, anchor)) return false;
  if (anchor == Anchor::full && program_->groups == 0) {
    captures.slots.fill(Captures::kUnset);
    captures.slots[0] = start;
    captures.slots[1] = text.size();
    return true;
  }
  return fits_backtrack(*program_, text.size() - start)
             ? backtrack(*program_, text, start, anchor, captures)
             : simulate(*program_, text, start, anchor, captures);
}

bool Regex::matches_fully(std::string_view text) const { return exists(text, 0, Anchor::full); }

bool Regex::matches_somewhere(std::string_view text) const {
  return exists(text, 0, Anchor::search);
}

}  // namespace deskbell::regex
