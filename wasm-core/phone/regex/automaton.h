#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "phone/regex/program.h"

namespace deskbell::regex {

/// A program as a deterministic automaton: whether something matches, never where its groups lie.
/// A state is a set of instructions; it is made when a text first leads to it and kept, so that a
/// character costs one look at a table. Nothing is made for texts that never come.
///
/// Bound: when max_states are made, all are forgotten and made anew as they are needed.
class Automaton {
 public:
  using State = std::uint32_t;       // where its row begins in the table
  static constexpr State kDead = 0;  ///< nothing can match any more

  enum class From : std::uint8_t {
    start,     ///< a match begins at the start of the text
    anywhere,  ///< a match may begin at every position
  };
  /// What the texts are made of. digits: 0 to 9 only, and next() may be asked for nothing else.
  enum class Alphabet : std::uint8_t { ascii, digits };

  /// @param program is kept by reference and must outlive the automaton
  Automaton(const Program& program, From from, Alphabet alphabet,
            std::size_t max_states = kDefaultStates);

  /// @param at_text_start false: the text goes on before this place, so `^` does not hold
  State start(bool at_text_start = true);

  State next(State state, unsigned char ascii) {
    const State known = table_[state + class_of_[ascii]];
    return known != kUnknown ? known : make_next(state, class_of_[ascii]);
  }
  /// next() over a whole text of digits; for an automaton of that alphabet.
  State run(State state, std::string_view digits) {
    const State* const table = table_.data();
    std::size_t at = 0;
    for (; at < digits.size(); ++at) {
      const State known = table[state + static_cast<unsigned char>(digits[at] - '0')];
      if (known == kUnknown) break;
      state = known;
    }
    for (; at < digits.size(); ++at) state = next(state, static_cast<unsigned char>(digits[at]));
    return state;
  }
  /// A word that whoever asks may keep with a state of the digits' alphabet; kNoNote at first, and
  /// again when the states were forgotten.
  std::uint32_t& note(State state) { return table_[state + kNoteColumn]; }
  static constexpr std::uint32_t kNoNote = 0xFFFFFFFF;

  /// For a code point beyond ASCII: not kept.
  State next_point(State state, char32_t point) { return step(state, point); }

  /// Another number once the states were forgotten.
  std::uint32_t generation() const { return generation_; }

  bool matches(State state) const { return entry(state).matches; }
  bool matches_at_end(State state) const { return entry(state).matches_at_end; }

  /// The instructions of a state, in ascending order, those that consume nothing but match left
  /// out.
  const std::uint16_t* begin(State state) const { return pool_.data() + entry(state).first; }
  const std::uint16_t* end(State state) const { return begin(state) + entry(state).count; }

  static constexpr std::size_t kDefaultStates = 2048;

 private:
  static constexpr State kUnknown = kNoNote;
  static constexpr std::size_t kNoteColumn = 10;
  struct Entry {
    std::uint32_t first;
    std::uint16_t count;
    bool matches;
    bool matches_at_end;
  };

  const Entry& entry(State state) const { return states_[state >> shift_]; }
  void sort_into_classes(Alphabet alphabet);
  void forget();
  void follow(std::uint32_t pc, bool at_text_start, bool at_end);
  State step(State state, char32_t point);
  State make_next(State state, unsigned char_class);
  /// The state of the instructions in gathered_, which is emptied.
  State intern();
  State find_slot(std::size_t hash, std::size_t* slot) const;
  void grow_slots();

  const Program& program_;
  From from_;
  std::size_t max_states_;
  unsigned shift_ = 0;  // a row of the table has 2^shift_ columns
  std::array<std::uint8_t, 128> class_of_{};
  std::vector<char32_t> representative_;  // of each class
  std::vector<Entry> states_;
  std::vector<State> table_;  // for each state a row, for each class of characters a column
  std::vector<std::uint16_t> pool_;
  std::vector<State> slots_;  // hash table of states, open addressing
  std::array<State, 2> start_{};
  std::uint32_t generation_ = 0;
  // Room for one step.
  std::vector<std::uint16_t> gathered_;
  std::vector<std::uint16_t> pending_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t round_ = 0;
};

}  // namespace deskbell::regex
