#include <cstdint>
#include <vector>

#include "base/utf8.h"
#include "phone/regex/match.h"

namespace deskbell::regex {
namespace {

using Op = Instruction::Op;

constexpr std::size_t kMaxVisitedBits = std::size_t{1} << 20;

/// A place still to be tried, or (restore) a slot to be set back when everything after it failed.
struct Job {
  std::uint32_t pc;
  std::uint32_t slot;  // kNoSlot: try; otherwise restore
  std::size_t position;

  static constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;
};

class Backtracker {
 public:
  Backtracker(const Program& program, std::string_view text, std::size_t base, Captures& captures)
      : program_(program), text_(text), base_(base), captures_(captures) {
    const std::size_t bits = program.code.size() * (text.size() - base + 1);
    if (bits > sizeof(small_) * 8) large_.assign((bits + 63) / 64, 0);
    visited_ = large_.empty() ? small_ : large_.data();
  }

  /// What failed from an earlier start fails from a later one too, so visited_ is kept over tries.
  bool try_from(std::size_t start, bool full) {
    captures_.slots.fill(Captures::kUnset);
    jobs_.clear();
    jobs_.push_back({0, Job::kNoSlot, start});
    while (!jobs_.empty()) {
      const Job job = jobs_.back();
      jobs_.pop_back();
      if (job.slot != Job::kNoSlot) {
        captures_.slots[job.slot] = job.position;
      } else if (run(job.pc, job.position, full)) {
        captures_.slots[0] = start;
        return true;
      }
    }
    return false;
  }

 private:
  bool first_visit(std::uint32_t pc, std::size_t position) {
    const std::size_t bit = pc * (text_.size() - base_ + 1) + (position - base_);
    const std::uint64_t mask = std::uint64_t{1} << (bit & 63U);
    if ((visited_[bit >> 6] & mask) != 0) return false;
    visited_[bit >> 6] |= mask;
    return true;
  }

  bool run(std::uint32_t pc, std::size_t position, bool full) {
    while (first_visit(pc, position)) {
      const Instruction& step = program_.code[pc];
      switch (step.op) {
        case Op::ascii:
        case Op::set: {
          if (position >= text_.size()) return false;
          const Decoded read = decode_utf8(text_, position);
          if (!program_.accepts(step, read.point)) return false;
          position += read.size;
          ++pc;
          break;
        }
        case Op::split:
          jobs_.push_back({step.y, Job::kNoSlot, position});
          pc = step.x;
          break;
        case Op::jump:
          pc = step.x;
          break;
        case Op::save:
          jobs_.push_back({0, step.x, captures_.slots[step.x]});
          captures_.slots[step.x] = position;
          ++pc;
          break;
        case Op::begin:
          if (position != 0) return false;
          ++pc;
          break;
        case Op::end:
          if (position != text_.size()) return false;
          ++pc;
          break;
        case Op::match:
          if (full && position != text_.size()) return false;
          captures_.slots[1] = position;
          return true;
      }
    }
    return false;
  }

  const Program& program_;
  std::string_view text_;
  std::size_t base_;
  Captures& captures_;
  std::vector<Job> jobs_;
  std::uint64_t small_[64] = {};
  std::vector<std::uint64_t> large_;
  std::uint64_t* visited_;
};

}  // namespace

bool fits_backtrack(const Program& program, std::size_t text_size) {
  return text_size < kMaxVisitedBits && program.code.size() * (text_size + 1) <= kMaxVisitedBits;
}

bool backtrack(const Program& program, std::string_view text, std::size_t start, Anchor anchor,
               Captures& captures) {
  Backtracker machine(program, text, start, captures);
  if (anchor != Anchor::search) return machine.try_from(start, anchor == Anchor::full);
  for (std::size_t at = start;;) {
    if (machine.try_from(at, false)) return true;
    if (at >= text.size()) return false;
    at += decode_utf8(text, at).size;
  }
}

}  // namespace deskbell::regex
