#include <cstdint>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "phone/regex/match.h"

namespace deskbell::regex {
namespace {

using Op = Instruction::Op;
using Slots = decltype(Captures::slots);

/// The threads at one position, in order of preference, no instruction twice.
class Threads {
 public:
  Threads(std::size_t instructions, bool keep_slots)
      : seen_(instructions, 0), keep_slots_(keep_slots) {}

  void clear() {
    order_.clear();
    slots_.clear();
    ++round_;
  }
  bool enter(std::uint32_t pc) {
    if (seen_[pc] == round_) return false;
    seen_[pc] = round_;
    return true;
  }
  void add(std::uint32_t pc, const Slots& slots) {
    order_.push_back(pc);
    if (keep_slots_) slots_.push_back(slots);
  }
  std::size_t size() const { return order_.size(); }
  std::uint32_t pc(std::size_t index) const { return order_[index]; }
  const Slots& slots(std::size_t index) const { return slots_[index]; }

 private:
  std::vector<std::uint32_t> order_;
  std::vector<Slots> slots_;
  std::vector<std::uint64_t> seen_;
  std::uint64_t round_ = 1;
  bool keep_slots_;
};

/// One thread to follow through the instructions that consume nothing, or a slot to set back.
struct Pending {
  std::uint32_t pc;
  std::uint32_t slot;
  std::size_t old;
  static constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;
};

class Machine {
 public:
  Machine(const Program& program, std::string_view text) : program_(program), text_(text) {}

  /// Adds the thread at pc and all it leads to without consuming.
  void follow(Threads& into, std::uint32_t pc, std::size_t position, Slots& slots) {
    pending_.push_back({pc, Pending::kNoSlot, 0});
    while (!pending_.empty()) {
      const Pending next = pending_.back();
      pending_.pop_back();
      if (next.slot != Pending::kNoSlot) {
        slots[next.slot] = next.old;
        continue;
      }
      if (!into.enter(next.pc)) continue;
      const Instruction& step = program_.code[next.pc];
      switch (step.op) {
        case Op::split:
          pending_.push_back({step.y, Pending::kNoSlot, 0});
          pending_.push_back({step.x, Pending::kNoSlot, 0});
          break;
        case Op::jump:
          pending_.push_back({step.x, Pending::kNoSlot, 0});
          break;
        case Op::save:
          pending_.push_back({0, step.x, slots[step.x]});
          slots[step.x] = position;
          pending_.push_back({next.pc + 1, Pending::kNoSlot, 0});
          break;
        case Op::begin:
          if (position == 0) pending_.push_back({next.pc + 1, Pending::kNoSlot, 0});
          break;
        case Op::end:
          if (position == text_.size()) pending_.push_back({next.pc + 1, Pending::kNoSlot, 0});
          break;
        default:
          into.add(next.pc, slots);
      }
    }
  }

 private:
  const Program& program_;
  std::string_view text_;
  std::vector<Pending> pending_;
};

}  // namespace

bool simulate(const Program& program, std::string_view text, std::size_t start, Anchor anchor,
              Captures& captures) {
  Machine machine(program, text);
  Threads now(program.code.size(), true);
  Threads next(program.code.size(), true);
  Slots slots;
  bool found = false;
  for (std::size_t position = start;;) {
    if (!found && (position == start || anchor == Anchor::search)) {
      slots.fill(Captures::kUnset);
      slots[0] = position;
      machine.follow(now, 0, position, slots);
    }
    const bool at_end = position >= text.size();
    const Decoded read = at_end ? Decoded{0, 0} : decode_utf8(text, position);
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Instruction& step = program.code[now.pc(i)];
      if (step.op == Op::match) {
        if (anchor == Anchor::full && !at_end) continue;
        captures.slots = now.slots(i);
        captures.slots[1] = position;
        found = true;
        break;  // threads further down are less preferred
      }
      if (at_end || !program.accepts(step, read.point)) continue;
      slots = now.slots(i);
      machine.follow(next, now.pc(i) + 1, position + read.size, slots);
    }
    const bool stop = next.size() == 0 && (found || anchor != Anchor::search);
    if (at_end || stop) return found;
    position += read.size;
    std::swap(now, next);
    next.clear();
  }
}

Outlook foresee(const Program& program, std::string_view text) {
  Machine machine(program, text);
  Threads now(program.code.size(), false);
  Threads next(program.code.size(), false);
  Slots slots{};
  machine.follow(now, 0, 0, slots);
  for (std::size_t position = 0; position < text.size() && now.size() > 0;) {
    const Decoded read = decode_utf8(text, position);
    position += read.size;
    for (std::size_t i = 0; i < now.size(); ++i) {
      const Instruction& step = program.code[now.pc(i)];
      if (step.consumes() && program.accepts(step, read.point)) {
        machine.follow(next, now.pc(i) + 1, position, slots);
      }
    }
    std::swap(now, next);
    next.clear();
  }
  Outlook outlook;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const Instruction& step = program.code[now.pc(i)];
    outlook.matches = outlook.matches || step.op == Op::match;
    outlook.can_grow = outlook.can_grow || step.consumes();
  }
  return outlook;
}

}  // namespace deskbell::regex
