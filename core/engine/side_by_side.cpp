// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/side_by_side.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace telltale::engine {

void sideBySide(std::size_t count, const std::function<void(std::size_t)> &work)
{
    std::atomic<std::size_t> next{0};
    const auto takeAll = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            work(i);
    };
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::thread> others;
    try {
        for (std::size_t i = 1; i < std::min(cores, count); ++i)
            others.emplace_back(takeAll);
    } catch (const std::system_error &) { // no more threads are to be had: those that run, and this one, do it all
    }
    takeAll();
    for (std::thread &other : others)
        other.join();
}

} // namespace telltale::engine
