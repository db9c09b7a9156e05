#pragma once
// Rows of a column, read by one automaton from their first byte to their key. It knows valid
// numbers only; everything else is for read_plain.h. For this room only.
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "phone/region_plan.h"

namespace deskbell::phone {

/// Where a row stands after some of its bytes.
struct RowState {
  enum class Verdict : std::uint8_t { unknown, other, valid };

  // Digits, what is passed over, the plus.
  const RowState* next[12];
  std::uint64_t shift;    ///< added to the digits' value it gives the key
  std::uint16_t country;  ///< see pack_country()
  NumberKind kind;
  Verdict verdict;
  std::uint32_t node;
};

/// A state is what can be told apart by the digits so far: the calling code, once it is known, and
/// for each place where the national number may begin (behind a trunk prefix or not) the state of
/// that code's automaton there. States are made when a row first leads to them. Their verdict is
/// that of read_plain on the digits that first led there; two texts that reach one state differ
/// in nothing that read_plain asks for.
///
/// Bound: when kMaxStates are made, all are forgotten and made anew as they are needed.
class RowAutomaton {
 public:
  using Verdict = RowState::Verdict;

  RowAutomaton();
  RowAutomaton(const RowAutomaton&) = delete;
  RowAutomaton& operator=(const RowAutomaton&) = delete;

  /// Where a row of this country begins; home may be null.
  const RowState* start(RegionPlan* home);

  /// Reads up to the first byte that is no digit, plus or usual punctuation; there must be one.
  /// @param at set to that byte
  /// @param key of the number, where the verdict is valid
  static const RowState* read(const RowState* state, const char** at, std::uint64_t* key) {
    std::uint64_t value = 0;
    const char* from = *at;
    for (;; ++from) {
      const Byte& byte = kBytes.of[static_cast<unsigned char>(*from)];
      if (byte.column == kStop) break;
      state = state->next[byte.column];
      value = value * byte.times + byte.plus;
    }
    *at = from;
    *key = value + state->shift;
    return state;
  }

  /// Makes the states that the text leads through and gives the verdict of the last. All that
  /// start() gave before may be gone afterwards.
  void learn(RegionPlan* home, std::string_view text);

 private:
  static constexpr std::size_t kMaxStates = 16384;
  static constexpr std::size_t kBlock = 256;
  static constexpr std::uint8_t kPassed = 10;
  static constexpr std::uint8_t kPlus = 11;
  static constexpr std::uint8_t kStop = 12;
  struct alignas(4) Byte {
    std::uint8_t column = kStop;
    std::uint8_t times = 1;
    std::uint8_t plus = 0;
  };
  struct Bytes {
    std::array<Byte, 256> of{};
    constexpr Bytes() {
      for (std::uint8_t digit = 0; digit < 10; ++digit) {
        of[static_cast<std::size_t>('0' + digit)] = {digit, 10, digit};
      }
      for (const char c : {' ', '-', '.', '/', '(', ')'}) {
        of[static_cast<unsigned char>(c)].column = kPassed;
      }
      of['+'].column = kPlus;
    }
  };
  static const Bytes kBytes;

  static constexpr std::size_t kMaxDigits = 24;
  static constexpr std::size_t kMaxPlaces = 4;
  /// A place where the national number may begin, and the code's automaton from there on.
  struct Place {
    std::uint8_t at = 0;
    regex::Automaton::State state = 0;
  };
  /// How a state was reached.
  struct Node {
    RegionPlan* home = nullptr;
    CodePlan* code = nullptr;  // null: the digits do not say yet how they are to be read
    bool plus = false;
    bool only_zeros = true;  // behind the last place
    std::uint8_t count = 0;
    std::uint8_t kept = 0;  // of the digits: up to the last place
    std::uint8_t places = 0;
    std::array<Place, kMaxPlaces> place{};
    std::array<char, kMaxDigits> digits{};

    std::string_view text() const { return {digits.data(), count}; }
    bool add_place(std::size_t at);
    std::string key() const;
  };
  enum class Step : std::uint8_t { wait, decided, never };

  void forget();
  RowState* add(const Node& node);
  RowState* intern(const Node& node);
  const RowState* make_next(const RowState& from, char digit);
  regex::Automaton::State follow(CodePlan& code, regex::Automaton::State state,
                                 std::string_view digits);
  void conclude(RowState& state);
  static Step trunk(RegionPlan& plan, std::string_view rest, std::size_t* size);
  static Step decide_international(std::size_t at, Node& node);
  static Step decide_national(Node& node);
  static Step decide(Node& node);

  RowState unknown_{};  // where nothing was made yet
  RowState never_{};    // what is left to others
  std::vector<std::unique_ptr<RowState[]>> blocks_;
  std::vector<Node> nodes_;
  std::unordered_map<std::string, RowState*> known_;
  std::unordered_map<RegionPlan*, RowState*> starts_;
  bool stale_ = false;  // an automaton of a code has forgotten the states that nodes hold
};

RowAutomaton& row_automaton();

}  // namespace deskbell::phone
