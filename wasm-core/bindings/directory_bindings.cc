// The directory's part of the door: plain numbers, and the piece of memory that
// core/directory_door.h describes. JavaScript holds the address of its DirectoryDoor from open to
// close.
#include <emscripten/emscripten.h>

#include <algorithm>

#include "core/directory_door.h"

using deskbell::core::DirectoryDoor;

extern "C" {
EMSCRIPTEN_KEEPALIVE std::uintptr_t deskbell_directory_view() {
  return reinterpret_cast<std::uintptr_t>(&deskbell::core::directory_view());
}
EMSCRIPTEN_KEEPALIVE DirectoryDoor* deskbell_directory_open(std::uint32_t last_nine,
                                                            double byte_bound, double hit_age,
                                                            double miss_age) {
  // A number that is none, or below zero, becomes the smallest.
  const auto bound = static_cast<std::size_t>(byte_bound > 0 ? std::min(byte_bound, 1e9) : 0);
  return new DirectoryDoor({last_nine != 0, bound, hit_age, miss_age});
}
EMSCRIPTEN_KEEPALIVE void deskbell_directory_close(DirectoryDoor* door) { delete door; }
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_keys(std::uint32_t bytes) {
  return DirectoryDoor::read_keys(bytes);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_normalize(std::uint32_t bytes,
                                                                std::uint32_t country) {
  return DirectoryDoor::normalize_keys(bytes, country);
}
EMSCRIPTEN_KEEPALIVE void deskbell_directory_reserve(DirectoryDoor* door, std::uint32_t numbers) {
  door->reserve(numbers);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_add(DirectoryDoor* door, std::uint32_t rows,
                                                          std::uint32_t bytes, double now) {
  return door->add(rows, bytes, now);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_set(DirectoryDoor* door, std::uint32_t bytes,
                                                          double now) {
  return door->set(bytes, now) ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE void deskbell_directory_find(DirectoryDoor* door, std::uint32_t rows,
                                                  double now) {
  door->find(rows, now);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_write(DirectoryDoor* door, std::uint32_t from,
                                                            std::uint32_t rows) {
  return door->write(from, rows);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_rows_written(const DirectoryDoor* door) {
  return door->rows_written();
}
EMSCRIPTEN_KEEPALIVE void deskbell_directory_forget(DirectoryDoor* door) { door->forget(); }
EMSCRIPTEN_KEEPALIVE void deskbell_directory_forget_contact(DirectoryDoor* door,
                                                            std::uint32_t bytes) {
  door->forget_contact(bytes);
}
EMSCRIPTEN_KEEPALIVE void deskbell_directory_clear(DirectoryDoor* door) { door->clear(); }
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_size(const DirectoryDoor* door) {
  return door->size();
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_bytes(const DirectoryDoor* door) {
  return door->bytes();
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_save(DirectoryDoor* door, std::uint32_t first,
                                                           double now) {
  return door->save(first != 0, now);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_restore(DirectoryDoor* door,
                                                              std::uint32_t bytes,
                                                              std::uint32_t first, double now) {
  return door->restore(bytes, first != 0, now);
}
EMSCRIPTEN_KEEPALIVE std::uint32_t deskbell_directory_restored(const DirectoryDoor* door) {
  return door->restored();
}
}
