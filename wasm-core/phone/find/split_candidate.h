#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace deskbell::phone {

/// What may stand between two numbers that were taken for one, in the order in which
/// PhoneNumberMatcher tries them.
enum class Separator : std::uint8_t { slash, bracket, spaced_dash, wide_dash, dot, blank };

/// The pieces of a candidate behind separators of one kind. What stands before the first of them is
/// a piece too; it is left to whoever asks.
class Splitter {
 public:
  Splitter(std::string_view candidate, Separator separator)
      : text_(candidate), separator_(separator) {}

  /// @param begin and `end`: of the piece
  bool next(std::size_t* begin, std::size_t* end);

 private:
  bool next_rest(std::size_t* begin, std::size_t* end);
  std::size_t behind_blanks(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  Separator separator_;
};

/// Without what PhoneNumberUtil's TrimUnwantedEndChars takes off: all but letters, digits and #.
std::string_view without_end_marks(std::string_view piece);

}  // namespace deskbell::phone
