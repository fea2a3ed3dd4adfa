// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "rules/toml_document.h"
#include "rules/tracker_folder.h"
#include "rules/tracker_rules.h"

#include <cstdio>
#include <filesystem>
#include <system_error>

namespace telltale::cli {

namespace {

std::string counted(std::size_t count, const char *one, const char *many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

void say(const base::Error &error)
{
    std::fprintf(stderr, "telltale-cli: %s\n", error.text().c_str());
}

std::string joined(const std::vector<std::string> &words, const char *none)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text.empty() ? none : text;
}

void print(const rules::TrackerService &service)
{
    std::printf("%s: %s, %s\n", service.file.c_str(), service.name.c_str(), service.purpose.c_str());
    for (const rules::TrackerEndpoint &endpoint : service.endpoints) {
        std::printf("  %s: %s %s at %s; %s", endpoint.name.c_str(), joined(endpoint.methods, "any method").c_str(),
            joined(endpoint.paths, "any path").c_str(), joined(endpoint.hosts, "").c_str(),
            counted(endpoint.values.size(), "value", "values").c_str());
        if (!endpoint.where.empty())
            std::printf(", %s", counted(endpoint.where.size(), "condition", "conditions").c_str());
        if (!endpoint.fields.empty())
            std::printf(", %s", counted(endpoint.fields.size(), "named field", "named fields").c_str());
        if (endpoint.readable != rules::RuleReadable::yes)
            std::printf("; %s: %s", endpoint.readable == rules::RuleReadable::no ? "not readable" : "partly readable",
                endpoint.reason.c_str());
        std::putchar('\n');
    }
}

base::Result<rules::TrackerService> readOne(const std::string &path)
{
    const auto text = rules::readRuleFile(path);
    if (!text)
        return text.error();
    return rules::readTrackerRules(text.value(), path);
}

} // namespace

ExitStatus checkRules(const std::string &path)
{
    std::error_code failed;
    const bool folder = std::filesystem::is_directory(path, failed);
    const auto files = folder ? rules::trackerFilesIn(path) : base::Result(std::vector<std::string>{path});
    if (!files) {
        say(files.error());
        return ExitStatus::input;
    }
    std::size_t services = 0;
    std::size_t endpoints = 0;
    std::size_t values = 0;
    for (const std::string &file : files.value()) {
        const auto service = readOne(file);
        if (!service) {
            say(service.error());
            continue;
        }
        print(service.value());
        ++services;
        endpoints += service.value().endpoints.size();
        for (const rules::TrackerEndpoint &endpoint : service.value().endpoints)
            values += endpoint.values.size();
    }
    std::printf("%s, %s, %s.\n", counted(services, "service", "services").c_str(),
        counted(endpoints, "endpoint", "endpoints").c_str(), counted(values, "value", "values").c_str());
    if (services < files.value().size())
        return ExitStatus::input;
    // What only shows when the files stand together.
    const auto together = folder ? rules::loadTrackerFolder(path) : base::Result(std::vector<rules::TrackerService>{});
    if (!together) {
        say(together.error());
        return ExitStatus::input;
    }
    return ExitStatus::done;
}

} // namespace telltale::cli
