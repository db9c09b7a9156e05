#include "providers/local_time.h"

#include <cstdlib>
#include <limits>

namespace deskbell::providers {
namespace {

using calls::Millis;

constexpr Millis kMinute = 60'000;

// Days since 1970-01-01 of a day in the Gregorian calendar (H. Hinnant, days_from_civil).
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto year_of_era = static_cast<unsigned>(year - era * 400);
  const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

// The number of `length` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

unsigned days_in_month(int year, int month) {
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// The time as if the text were UTC.
std::optional<Millis> read_as_utc(std::string_view text) {
  if (text.size() != 19 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':' ||
      (text[10] != ' ' && text[10] != 'T')) {
    return std::nullopt;
  }
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59 || second < 0 || second > 59 ||
      static_cast<unsigned>(day) > days_in_month(year, month)) {
    return std::nullopt;
  }
  const std::int64_t days =
      days_from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

}  // namespace

std::optional<Millis> read_local_time(std::string_view text, const ProviderRequest& request) {
  const auto local = read_as_utc(text);
  if (!local || request.zone.empty()) return local;
  std::optional<Millis> best;
  Millis from = std::numeric_limits<Millis>::min();
  for (const ZoneOffset& offset : request.zone) {
    const Millis utc = *local - offset.minutes_east * kMinute;
    const bool in_force = utc >= from && utc < offset.until;
    from = offset.until;
    if (!in_force) continue;
    if (!best || std::llabs(utc - request.received_at) < std::llabs(*best - request.received_at)) {
      best = utc;
    }
  }
  // A time in the hour that is skipped in spring exists in no offset: take the last one known.
  return best ? best : *local - request.zone.back().minutes_east * kMinute;
}

std::optional<Millis> read_time(std::string_view text, const ProviderRequest& request) {
  constexpr std::size_t kWithoutOffset = 19;
  if (text.size() <= kWithoutOffset) return read_local_time(text, request);
  const auto local = read_as_utc(text.substr(0, kWithoutOffset));
  std::string_view offset = text.substr(kWithoutOffset);
  if (!local) return std::nullopt;
  if (offset == "Z" || offset == "z") return local;
  const bool colon = offset.size() == 6 && offset[3] == ':';
  if ((offset.size() != 5 && !colon) || (offset[0] != '+' && offset[0] != '-')) return std::nullopt;
  const int hours = digits(offset, 1, 2);
  const int minutes = digits(offset, colon ? 4 : 3, 2);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
  const Millis east = (hours * 60 + minutes) * kMinute;
  return *local - (offset[0] == '+' ? east : -east);
}

}  // namespace deskbell::providers
