// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_library.h"

#include "rules/tracker_folder.h"

#include <filesystem>
#include <system_error>

namespace telltale::rules {

namespace fs = std::filesystem;

TrackerLibrary::TrackerLibrary(std::vector<TrackerService> builtIn, std::vector<std::string> folders)
    : m_builtIn(std::make_shared<const std::vector<TrackerService>>(std::move(builtIn)))
    , m_folders(std::move(folders))
{
}

base::Result<std::shared_ptr<TrackerLibrary>> TrackerLibrary::open(
    const std::string &builtIn, std::vector<std::string> folders)
{
    std::vector<TrackerService> services;
    std::error_code failed;
    if (fs::is_directory(builtIn, failed)) {
        auto read = loadTrackerFolder(builtIn);
        if (!read)
            return read.error();
        services = std::move(read.value());
    }
    std::shared_ptr<TrackerLibrary> library(new TrackerLibrary(std::move(services), std::move(folders)));
    library->m_stamps = library->stamps();
    if (const auto status = library->read(); !status)
        return status.error();
    return library;
}

std::shared_ptr<const TrackerTable> TrackerLibrary::table() const
{
    const std::lock_guard lock(m_mutex);
    return m_table;
}

std::optional<base::Error> TrackerLibrary::refresh()
{
    Stamps now = stamps();
    if (now == m_stamps)
        return std::nullopt;
    m_stamps = std::move(now); // before reading: a change meanwhile is seen the next time
    const auto status = read();
    return status ? std::nullopt : std::optional(status.error());
}

TrackerLibrary::Stamps TrackerLibrary::stamps() const
{
    Stamps found;
    for (const std::string &folder : m_folders) {
        const auto files = trackerFilesIn(folder);
        for (const std::string &path : files ? files.value() : std::vector<std::string>{}) {
            std::error_code failed;
            const auto changed = fs::last_write_time(path, failed).time_since_epoch();
            const std::uintmax_t size = failed ? 0 : fs::file_size(path, failed);
            found[path] = {static_cast<std::int64_t>(changed.count()), failed ? 0 : size};
        }
    }
    return found;
}

base::Status TrackerLibrary::read()
{
    std::vector<std::vector<TrackerService>> folders;
    for (const std::string &folder : m_folders) {
        auto services = loadTrackerFolder(folder);
        if (!services)
            return services.error();
        folders.push_back(std::move(services.value()));
    }
    auto table = std::make_shared<const TrackerTable>(m_builtIn, std::move(folders));
    const std::lock_guard lock(m_mutex);
    m_table = std::move(table);
    return base::Done{};
}

} // namespace telltale::rules
