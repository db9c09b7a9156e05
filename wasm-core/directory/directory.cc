#include "directory/directory.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace deskbell::directory {
namespace {

constexpr std::size_t kBuckets = 1U << kBucketBits;

bool is_number(std::uint64_t key) { return key != 0 && key <= kLargestKey; }

std::size_t bucket_of(const Place& place) { return place.order >> kLowBits; }

}  // namespace

Directory::Directory(const DirectoryOptions& options)
    : last_nine_(options.last_nine),
      byte_bound_(std::clamp(options.byte_bound, kSmallestBound, kLargestBound)),
      hits_(options.hit_age),
      misses_(options.miss_age),
      buckets_(kBuckets) {}

const AgeClock& Directory::clock_of(Entry entry) const {
  return handle_of(entry) == 0 ? misses_ : hits_;
}

void Directory::advance(double now) {
  const AgeClock::Turn hits = hits_.advance(now);
  const AgeClock::Turn misses = misses_.advance(now);
  if (hits == AgeClock::Turn::none && misses == AgeClock::Turn::none) return;
  for (Bucket& bucket : buckets_) {
    filter(bucket, [&](Entry* run, std::size_t count) {
      const bool hit = handle_of(*run) != 0;
      const bool stale = (hit ? hits : misses) == AgeClock::Turn::all_stale ||
                         clock_of(*run).ticks(stamp_of(*run)) == AgeClock::kStaleTicks;
      if (!stale) return true;
      for (std::size_t i = 0; i < count; ++i) {
        run[i] = make_entry(position_of(run[i]), AgeClock::kStale, handle_of(run[i]));
      }
      return hit;
    });
  }
}

void Directory::reserve(std::size_t numbers) {
  const std::size_t most = byte_bound_ / sizeof(Entry);
  const double mean = static_cast<double>(std::min(numbers, most)) / kBuckets;
  // Buckets differ by chance, by the root of what they hold; the few fuller ones grow by
  // themselves.
  const auto each = static_cast<std::size_t>(mean + std::sqrt(mean));
  for (Bucket& bucket : buckets_) {
    if (each <= bucket.capacity()) continue;
    capacity_ -= bucket.capacity();
    bucket.reserve(each);
    capacity_ += bucket.capacity();
  }
}

std::uint32_t Directory::front_of(std::uint32_t position) const {
  return fronts_[position & ((1U << kFrontBits) - 1)];
}

Directory::Span Directory::run_at(const Bucket& bucket, std::size_t at) const {
  Span run{at, at};
  while (run.to < bucket.size() && position_of(bucket[run.to]) == position_of(bucket[at])) ++run.to;
  return run;
}

Directory::Span Directory::exact(const Bucket& bucket, const Place& place) const {
  const auto front = fronts_.find(place.front);
  if (!front) return {};
  const std::uint32_t wanted = position(place.order, *front);
  Span run;
  run.from = run.to = first_from(bucket, wanted);
  while (run.to < bucket.size() && position_of(bucket[run.to]) == wanted) ++run.to;
  return run;
}

Directory::Span Directory::around(const Bucket& bucket, const Place& place) const {
  const std::uint32_t lowest = position(place.order, 0);
  Span run;
  run.from = run.to = first_from(bucket, lowest);
  while (run.to < bucket.size() && (position_of(bucket[run.to]) ^ lowest) >> kFrontBits == 0) {
    ++run.to;
  }
  return run;
}

template <typename Each>
void Directory::match(std::uint64_t key, Each each) const {
  if (!is_number(key)) return;
  const Place place = place_of(key);
  const Bucket& bucket = buckets_[bucket_of(place)];
  if (bucket.empty()) return;
  const Span own = exact(bucket, place);
  for (std::size_t i = own.from; i < own.to; ++i) {
    if (!each(bucket[i])) return;
  }
  if (!last_nine_ || key < kNineDigits) return;
  const bool short_ones = unmix(place.order) < kNineDigits;
  const Span others = around(bucket, place);
  for (std::size_t i = others.from; i < others.to; ++i) {
    if (i >= own.from && i < own.to) continue;
    if (short_ones && front_of(position_of(bucket[i])) == 0) continue;
    if (!each(bucket[i])) return;
  }
}

Finding Directory::find(std::uint64_t key) const {
  Finding finding = 0;
  bool fresh = false;
  match(key, [&](Entry entry) {
    const std::uint32_t handle = handle_of(entry);
    const bool young = clock_of(entry).ticks(stamp_of(entry)) != AgeClock::kStaleTicks;
    fresh |= young;
    if (handle == 0) {
      if (young) finding |= kKnown;
    } else if ((finding & kHandleMask) == 0) {
      finding |= kKnown | handle;
    } else {
      finding |= kSeveral;
    }
    return true;
  });
  return finding == 0 || fresh ? finding : finding | kStale;
}

Entry Directory::glance(std::uint64_t key) const {
  if (!is_number(key)) return 0;
  const Place place = place_of(key);
  const Bucket& bucket = buckets_[bucket_of(place)];
  return bucket.empty() ? 0 : bucket[expected_at(bucket, position(place.order, 0))];
}

Entry Directory::glance_at_reference(Finding finding) const {
  const std::uint32_t handle = finding & kHandleMask;
  return handle == 0 ? 0 : references_.glance(handle);
}

void Directory::read(std::uint64_t key, std::string* text) const {
  std::size_t count = 0;
  match(key, [&](Entry entry) {
    if (handle_of(entry) == 0) return true;
    if (count > 0) *text += kReferenceEnd;
    read_entry(entry, text);
    return ++count < kMostContacts;
  });
}

void Directory::read_one(Finding finding, std::string* text) const {
  if ((finding & kHandleMask) != 0) references_.read(finding & kHandleMask, text);
}

void Directory::read_entry(Entry entry, std::string* text) const {
  if (handle_of(entry) != 0) references_.read(handle_of(entry), text);
}

std::optional<double> Directory::age(Entry entry) const {
  const AgeClock& clock = clock_of(entry);
  const unsigned ticks = clock.ticks(stamp_of(entry));
  if (ticks == AgeClock::kStaleTicks) return std::nullopt;
  return clock.ms(ticks);
}

void Directory::insert(Bucket& bucket, std::size_t at, Entry entry) {
  if (bucket.size() == bucket.capacity()) {
    capacity_ -= bucket.capacity();
    bucket.reserve(bucket.size() + bucket.size() / 16 + 2);
    capacity_ += bucket.capacity();
  }
  bucket.insert(bucket.begin() + static_cast<std::ptrdiff_t>(at), entry);
  ++entries_;
}

void Directory::erase(Bucket& bucket, Span run) {
  for (std::size_t i = run.from; i < run.to; ++i) references_.drop(handle_of(bucket[i]));
  bucket.erase(bucket.begin() + static_cast<std::ptrdiff_t>(run.from),
               bucket.begin() + static_cast<std::ptrdiff_t>(run.to));
  entries_ -= run.to - run.from;
  --numbers_;
}

void Directory::restamp(Bucket& bucket, Span run, std::uint8_t stamp) {
  for (std::size_t i = run.from; i < run.to; ++i) {
    bucket[i] = make_entry(position_of(bucket[i]), stamp, handle_of(bucket[i]));
  }
}

void Directory::filter(Bucket& bucket, KeepRun keep) {
  if (bucket.empty()) return;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < bucket.size();) {
    const Span run = run_at(bucket, at);
    const std::size_t count = run.to - run.from;
    if (keep(&bucket[at], count)) {
      if (kept != at)
        std::copy_n(bucket.begin() + static_cast<std::ptrdiff_t>(at), count,
                    bucket.begin() + static_cast<std::ptrdiff_t>(kept));
      kept += count;
    } else {
      for (std::size_t i = at; i < run.to; ++i) references_.drop(handle_of(bucket[i]));
      entries_ -= count;
      --numbers_;
    }
    at = run.to;
  }
  bucket.resize(kept);
}

void Directory::forget(std::uint64_t key) {
  if (!is_number(key)) return;
  const Place place = place_of(key);
  const auto low = position(place.order, 0) >> kFrontBits;
  const bool nine = last_nine_ && key >= kNineDigits;
  filter(buckets_[bucket_of(place)], [&](const Entry* run, std::size_t) {
    const std::uint32_t at = position_of(*run);
    if (at >> kFrontBits != low) return true;
    const std::uint64_t other = key_of({place.order, front_of(at)});
    return other != key && (!nine || other < kNineDigits);
  });
}

bool Directory::set(std::uint64_t key, const std::vector<std::string_view>& references,
                    double age) {
  if (!is_number(key)) return false;
  const Place place = place_of(key);
  Bucket& bucket = buckets_[bucket_of(place)];
  const Span known = exact(bucket, place);
  if (known.from != known.to) erase(bucket, known);
  // That nobody has a number is worth nothing once it is stale.
  if (references.empty() && misses_.stamp(age) == AgeClock::kStale) return false;
  const auto front = fronts_.add(place.front);
  if (!front) return false;
  const std::uint32_t wanted = position(place.order, *front);
  const std::size_t from = first_from(bucket, wanted);
  ++numbers_;
  if (references.empty()) {
    insert(bucket, from, make_entry(wanted, misses_.stamp(age), 0));
  }
  const std::uint8_t stamp = hits_.stamp(age);
  std::size_t to = from;
  for (const std::string_view reference : references) {
    if (to - from == kMostContacts) break;
    const PackedReference packed(reference);
    const std::uint32_t handle = packed.bytes().empty() ? 0 : references_.add(packed.bytes());
    if (handle == 0) {
      // A list with a gap would be a wrong answer.
      erase(bucket, {from, to});
      return false;
    }
    insert(bucket, to++, make_entry(wanted, stamp, handle));
  }
  keep_bound();
  return true;
}

bool Directory::add(std::uint64_t key, std::string_view reference) {
  const PackedReference packed(reference);
  if (!is_number(key) || packed.bytes().empty()) return false;
  const Place place = place_of(key);
  const auto front = fronts_.add(place.front);
  if (!front) return false;
  Bucket& bucket = buckets_[bucket_of(place)];
  const std::uint32_t wanted = position(place.order, *front);
  const std::uint8_t stamp = hits_.stamp();
  Span run = exact(bucket, place);
  if (run.from != run.to && handle_of(bucket[run.from]) == 0) {
    erase(bucket, run);
    run.to = run.from;
  }
  for (std::size_t i = run.from; i < run.to; ++i) {
    if (!references_.equal(handle_of(bucket[i]), packed.bytes())) continue;
    restamp(bucket, run, stamp);
    return true;
  }
  if (run.to - run.from < kMostContacts) {
    const std::uint32_t handle = references_.add(packed.bytes());
    if (handle == 0) return false;
    if (run.from == run.to) ++numbers_;
    insert(bucket, run.to++, make_entry(wanted, stamp, handle));
  }
  restamp(bucket, run, stamp);
  keep_bound();
  return true;
}

void Directory::forget_contact(std::string_view reference) {
  const PackedReference packed(reference);
  if (packed.bytes().empty()) return;
  for (Bucket& bucket : buckets_) {
    filter(bucket, [&](const Entry* run, std::size_t count) {
      return std::none_of(run, run + count, [&](Entry entry) {
        return handle_of(entry) != 0 && references_.equal(handle_of(entry), packed.bytes());
      });
    });
  }
}

void Directory::clear() {
  for (Bucket& bucket : buckets_) bucket = {};
  fronts_.clear();
  references_ = {};
  numbers_ = entries_ = capacity_ = 0;
}

std::size_t Directory::bytes() const {
  return sizeof(*this) + kBuckets * sizeof(Bucket) + capacity_ * sizeof(Entry) + fronts_.bytes() +
         references_.bytes();
}

void Directory::keep_bound() {
  while (bytes() > byte_bound_ && numbers_ > 0) {
    const std::size_t wanted = byte_bound_ - byte_bound_ / 8;
    const std::size_t had_back = references_.dropped();
    if (bytes() > wanted + had_back) evict(bytes() - had_back - wanted);
    move_references();
    for (Bucket& bucket : buckets_) fit(bucket);
  }
}

/// Drops the oldest numbers.
void Directory::evict(std::size_t bytes) {
  std::array<std::size_t, AgeClock::kStaleTicks + 1> ages{};
  for (const Bucket& bucket : buckets_) {
    for (const Entry entry : bucket) ++ages[clock_of(entry).ticks(stamp_of(entry))];
  }
  const std::size_t each =
      (this->bytes() - kBuckets * sizeof(Bucket)) / std::max<std::size_t>(entries_, 1);
  std::size_t count = bytes / std::max<std::size_t>(each, 1) + 1;
  // Of one age, as a column that was loaded at once is, some buckets lose all: those whose turn it
  // is.
  unsigned oldest = AgeClock::kStaleTicks;
  while (oldest > 0 && ages[oldest] <= count) count -= ages[oldest--];
  const std::size_t start = next_evicted_;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    const std::size_t at = (start + i) % kBuckets;
    if (count > 0) next_evicted_ = at;
    filter(buckets_[at], [&](const Entry* run, std::size_t size) {
      const unsigned age = clock_of(*run).ticks(stamp_of(*run));
      if (age > oldest) return false;
      if (age < oldest || count == 0) return true;
      count -= std::min(count, size);
      return false;
    });
  }
}

/// Keeps only the references that some entry names.
void Directory::move_references() {
  ReferenceStore next;
  for (Bucket& bucket : buckets_) {
    for (Entry& entry : bucket) {
      const std::uint32_t handle = handle_of(entry);
      if (handle == 0) continue;
      entry = make_entry(position_of(entry), stamp_of(entry), references_.move(handle, next));
    }
  }
  references_ = std::move(next);
}

/// Gives back what a bucket no longer needs.
void Directory::fit(Bucket& bucket) {
  const std::size_t wanted = bucket.size() + bucket.size() / 16;
  if (bucket.capacity() <= wanted + 2) return;
  capacity_ -= bucket.capacity();
  Bucket fitting;
  fitting.reserve(wanted);
  fitting.assign(bucket.begin(), bucket.end());
  bucket = std::move(fitting);
  capacity_ += bucket.capacity();
}

std::optional<Directory::Run> Directory::next(std::size_t* bucket, std::size_t* entry) const {
  for (; *bucket < kBuckets; ++*bucket, *entry = 0) {
    const Bucket& entries = buckets_[*bucket];
    if (*entry >= entries.size()) continue;
    const Span run = run_at(entries, *entry);
    *entry = run.to;
    const std::uint32_t position = position_of(entries[run.from]);
    const auto low = position >> kFrontBits;
    return Run{{static_cast<std::uint32_t>(*bucket << kLowBits | low), front_of(position)},
               &entries[run.from],
               run.to - run.from};
  }
  return std::nullopt;
}

}  // namespace deskbell::directory
