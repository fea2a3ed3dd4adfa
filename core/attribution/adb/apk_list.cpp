// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/apk_list.h"

#include "attribution/adb/line_splitter.h"
#include "attribution/adb/text_parts.h"

#include <algorithm>

namespace telltale::attribution::adb {

namespace {

constexpr std::size_t mostFiles = 4;

/// May stand between single quotes in a command.
bool isSafePath(std::string_view path)
{
    return path.starts_with('/') && path.ends_with(".apk")
        && std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\'' && c != '\\'; });
}

} // namespace

std::vector<ApkOnPhone> readApkList(std::string_view text)
{
    std::vector<ApkOnPhone> base, others;
    LineSplitter lines;
    lines.feed(text, [&](std::string_view line) {
        const auto size = numberOf<std::uint64_t>(takeWord(line));
        const std::string_view path = takeWord(line);
        if (!size || *size == 0 || !isSafePath(path) || !takeWord(line).empty())
            return;
        const std::string_view name = path.substr(path.rfind('/') + 1);
        if (!name.starts_with("split_") && base.empty())
            base.push_back({std::string(path), *size});
        else if (name.ends_with("dpi.apk") && others.size() + 1 < mostFiles)
            others.push_back({std::string(path), *size});
    });
    if (base.empty())
        return {};
    base.insert(base.end(), others.begin(), others.end());
    return base;
}

std::string rangeScript(const ApkOnPhone &file, std::uint64_t first, std::uint64_t count)
{
    return "dd if='" + file.path + "' bs=" + std::to_string(blockBytes) + " skip=" + std::to_string(first)
        + " count=" + std::to_string(count) + " 2>/dev/null";
}

} // namespace telltale::attribution::adb
