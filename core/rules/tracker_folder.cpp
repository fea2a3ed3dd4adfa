// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/tracker_folder.h"

#include "rules/compiled_rules.h"
#include "rules/toml_document.h"
#include "rules/tracker_rules.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace telltale::rules {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostFiles = 1000;

/// Two files may describe one service, but not one endpoint.
std::optional<base::Error> sameEndpointTwice(const std::vector<TrackerService> &services)
{
    std::map<std::pair<std::string_view, std::string_view>, std::string_view> seen;
    for (const TrackerService &service : services) {
        for (const TrackerEndpoint &endpoint : service.endpoints) {
            const auto [it, fresh] = seen.try_emplace({service.name, endpoint.name}, service.file);
            if (!fresh)
                return base::Error{base::ErrorKind::input,
                    service.file + ":" + std::to_string(endpoint.line) + ": The endpoint \"" + endpoint.name + "\" of "
                        + service.name + " also stands in " + std::string(it->second) + ".",
                    "Give it another name, or remove one of the two."};
        }
    }
    return std::nullopt;
}

} // namespace

base::Result<std::vector<std::string>> trackerFilesIn(const std::string &folder)
{
    std::vector<std::string> files;
    std::error_code failed;
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
        if (it->path().extension() == ".toml" && !it->path().filename().string().starts_with('.'))
            files.push_back(it->path().string());
        if (files.size() > mostFiles)
            return base::Error{base::ErrorKind::input,
                "The folder of tracker rules " + folder + " holds more than " + std::to_string(mostFiles) + " files.",
                "Give a folder that holds tracker rules only."};
    }
    if (failed)
        return base::Error{base::ErrorKind::input,
            "The folder of tracker rules " + folder + " could not be read: " + failed.message() + ".",
            "Give a folder that exists and may be read."};
    std::sort(files.begin(), files.end());
    return files;
}

std::string userTrackerFolder()
{
    const char *config = std::getenv("XDG_CONFIG_HOME");
    const char *home = std::getenv("HOME");
    fs::path folder;
    if (config != nullptr && config[0] == '/')
        folder = config;
    else if (home != nullptr && home[0] == '/')
        folder = fs::path(home) / ".config";
    else
        return {};
    folder /= "telltale/rules";
    std::error_code failed;
    return fs::is_directory(folder, failed) ? folder.string() : std::string();
}

base::Result<TrackerService> readTrackerFile(const std::string &path)
{
    const auto text = readRuleFile(path);
    if (!text)
        return base::Error{
            base::ErrorKind::input, text.error().message, "Give a file of tracker rules that exists and may be read."};
    if (auto compiled = CompiledRules::builtIn().find<TrackerService>(text.value())) {
        compiled->file = path;
        return std::move(*compiled);
    }
    return readTrackerRules(text.value(), path);
}

base::Result<std::vector<TrackerService>> loadTrackerFolder(const std::string &folder)
{
    const auto files = trackerFilesIn(folder);
    if (!files)
        return files.error();
    std::vector<TrackerService> services;
    for (const std::string &path : files.value()) {
        auto service = readTrackerFile(path);
        if (!service)
            return service.error();
        services.push_back(std::move(service.value()));
    }
    if (auto error = sameEndpointTwice(services))
        return *error;
    return services;
}

} // namespace telltale::rules
