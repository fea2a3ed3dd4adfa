// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include "pcapdroid_option.h"

#include "engine/adb_server.h"
#include "leak/declared_secret.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>

namespace telltale::cli {

namespace {

base::Error usage(std::string message, std::string remedy = "See telltale-cli --help.")
{
    return {base::ErrorKind::usage, std::move(message), std::move(remedy)};
}

const std::set<std::string> &recordTypes()
{
    static const std::set<std::string> types{"connection", "exchange", "message", "dns",     "search",
                                             "leak",       "identifier", "profile", "anomaly", "summary"};
    return types;
}

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::size_t at = 0;
    while (at <= text.size()) {
        const auto end = std::min(text.find(separator, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

std::optional<std::variant<base::Timestamp, double>> moment(const std::string &text)
{
    if (const auto time = base::parseRfc3339(text))
        return *time;
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || !(seconds >= 0) || seconds > 1e9)
        return std::nullopt;
    return seconds;
}

std::optional<base::Error> addSpan(Arguments &arguments, const std::string &value)
{
    const auto parts = split(value, '/');
    const auto from = parts.size() == 2 ? moment(parts[0]) : std::nullopt;
    const auto to = parts.size() == 2 ? moment(parts[1]) : std::nullopt;
    if (!from || !to)
        return usage("--incognito " + value + " is not a span.",
                     "Write FROM/TO, both RFC 3339 times or seconds after the first packet, e.g. 12.5/40.");
    arguments.engine.incognito.push_back({*from, *to});
    return std::nullopt;
}

/// Takes a secret unless it is refused; says why where it is weak, and never what it is.
void addSecret(Arguments &arguments, const leak::DeclaredSecret &secret, const std::string &place)
{
    const auto weakness = leak::weaknessOf(secret);
    if (weakness)
        arguments.warnings.push_back(place + (weakness->refused ? " is not looked for: it " : " ") + weakness->reason + ".");
    if (!weakness || !weakness->refused)
        arguments.engine.secrets.push_back(leak::lineOf(secret));
}

std::optional<base::Error> addSecretOption(Arguments &arguments, const std::string &value)
{
    auto secret = leak::parseSecret(value, "--secret");
    if (!secret)
        return secret.error();
    addSecret(arguments, secret.value(), "The secret of --secret number " + std::to_string(++arguments.secretOptions));
    return std::nullopt;
}

std::optional<base::Error> addSecretsFile(Arguments &arguments, const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file)
        return base::Error{base::ErrorKind::input, "The secrets file " + path + " cannot be read.",
                           "Give a text file with one secret a line."};
    const auto secrets = leak::parseSecretLines(text, path);
    if (!secrets)
        return secrets.error();
    for (const leak::DeclaredSecret &secret : secrets.value())
        addSecret(arguments, secret, path + ":" + std::to_string(secret.line));
    return std::nullopt;
}

std::optional<base::Error> addOnly(Arguments &arguments, const std::string &value)
{
    for (const std::string &type : split(value, ',')) {
        if (!recordTypes().contains(type))
            return usage("--only: \"" + type + "\" is no record type.",
                         "The types are connection, exchange, message, dns, search, leak, identifier, profile, "
                         "anomaly and summary.");
        arguments.only.insert(type);
    }
    return std::nullopt;
}

/// A folder with all rules stands in for the installed ones; any other holds tracker rules to add.
std::optional<base::Error> addRules(Arguments &arguments, const std::string &value)
{
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::path(value) / "search_engines.toml", failed))
        arguments.engine.rulesFolder = value;
    else
        arguments.engine.trackerFolders.push_back(value);
    return std::nullopt;
}

std::optional<base::Error> setThreads(Arguments &arguments, const std::string &value)
{
    unsigned threads = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), threads);
    if (error != std::errc() || end != value.data() + value.size() || threads < 1 || threads > 256)
        return usage("--threads " + value + " is not a number from 1 to 256.");
    arguments.engine.threads = threads;
    return std::nullopt;
}

std::optional<base::Error> setRelayPort(Arguments &arguments, const std::string &value)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), port);
    if (error != std::errc() || end != value.data() + value.size() || port == 0)
        return usage("--relay-port " + value + " is not a number from 1 to 65535.");
    arguments.relayPort = port;
    return std::nullopt;
}

std::optional<base::Error> setPcapdroid(Arguments &arguments, const std::string &value, engine::PcapdroidInput::Sink sink)
{
    if (arguments.pcapdroid)
        return usage("Only one of --pcapdroid-tcp, --pcapdroid-udp and --pcapdroid-http can be watched.");
    auto input = readPcapdroid(value, sink);
    if (!input)
        return input.error();
    arguments.pcapdroid = input.value();
    return std::nullopt;
}

std::optional<base::Error> setPcapdroidSender(Arguments &arguments, const std::string &value)
{
    const auto address = net::IpAddress::parse(value);
    if (!address)
        return usage("--pcapdroid-from " + value + " is not an IP address.");
    arguments.pcapdroidSender = *address;
    return std::nullopt;
}

engine::AdbInput &adbOf(Arguments &arguments)
{
    if (!arguments.adb)
        arguments.adb = engine::AdbInput{{}, {}, true};
    return *arguments.adb;
}

std::optional<base::Error> setAdbServer(Arguments &arguments, const std::string &value)
{
    if (const auto server = engine::readAdbServer(value); !server)
        return server.error();
    adbOf(arguments).server = value;
    return std::nullopt;
}

using Setter = std::function<std::optional<base::Error>(Arguments &, const std::string &)>;

/// Options with a value. Those of one command only are checked afterwards.
const std::map<std::string, Setter> &valueOptions()
{
    static const std::map<std::string, Setter> options{
        {"--keylog", [](Arguments &a, const std::string &v) { a.engine.keyLogFiles.push_back(v); return std::nullopt; }},
        {"--secret", addSecretOption},
        {"--secrets-file", addSecretsFile},
        {"--incognito", addSpan},
        {"--client",
         [](Arguments &a, const std::string &v) -> std::optional<base::Error> {
             const auto address = net::IpAddress::parse(v);
             if (!address)
                 return usage("--client " + v + " is not an IP address.");
             a.engine.clients.push_back(*address);
             return std::nullopt;
         }},
        {"--only", addOnly},
        {"--format",
         [](Arguments &a, const std::string &v) -> std::optional<base::Error> {
             if (v != "ndjson" && v != "text")
                 return usage("--format " + v + " is not known.", "Use ndjson or text.");
             a.text = v == "text";
             return std::nullopt;
         }},
        {"--threads", setThreads},
        {"--relay-port", setRelayPort},
        {"--rules", addRules},
        {"--country-db", [](Arguments &a, const std::string &v) { a.engine.countryDatabase = v; return std::nullopt; }},
        {"--session", [](Arguments &a, const std::string &v) { a.sessionFolder = v; return std::nullopt; }},
        {"--upstream-ca",
         [](Arguments &a, const std::string &v) { a.interception.upstreamAuthorities.push_back(v); return std::nullopt; }},
        {"--pass", [](Arguments &a, const std::string &v) { a.interception.pass.push_back(v); return std::nullopt; }},
        {"--ca-dir", [](Arguments &a, const std::string &v) { a.interception.authorityFolder = v; return std::nullopt; }},
        {"--adb-server", setAdbServer},
        {"--adb-serial", [](Arguments &a, const std::string &v) { adbOf(a).serial = v; return std::nullopt; }},
        {"--pcapdroid-udp",
         [](Arguments &a, const std::string &v) { return setPcapdroid(a, v, engine::PcapdroidInput::Sink::udp); }},
        {"--pcapdroid-tcp",
         [](Arguments &a, const std::string &v) { return setPcapdroid(a, v, engine::PcapdroidInput::Sink::tcp); }},
        {"--pcapdroid-http",
         [](Arguments &a, const std::string &v) { return setPcapdroid(a, v, engine::PcapdroidInput::Sink::http); }},
        {"--pcapdroid-from", setPcapdroidSender},
        {"-i", [](Arguments &a, const std::string &v) { a.interface = v; return std::nullopt; }},
        {"--interface", [](Arguments &a, const std::string &v) { a.interface = v; return std::nullopt; }},
    };
    return options;
}

const std::map<std::string, std::function<void(Arguments &)>> &flags()
{
    static const std::map<std::string, std::function<void(Arguments &)>> options{
        {"--incognito-all", [](Arguments &a) { a.engine.incognitoAll = true; }},
        {"--decoded", [](Arguments &a) { a.records.decoded = true; }},
        {"--bodies", [](Arguments &a) { a.records.bodies = true; }},
        {"--adb", [](Arguments &a) { adbOf(a); }},
        {"--mend", [](Arguments &a) { a.mend = true; }},
        {"--intercept", [](Arguments &a) { a.intercept = true; }},
        {"--fail-on-leak", [](Arguments &a) { a.failOnLeak = true; }},
        {"--print", [](Arguments &a) { a.caAction = CaAction::print; }},
        {"--renew", [](Arguments &a) { a.caAction = CaAction::renew; }},
        {"--delete", [](Arguments &a) { a.caAction = CaAction::remove; }},
    };
    return options;
}

std::optional<Command> commandOf(const std::string &word)
{
    if (word == "analyze")
        return Command::analyze;
    if (word == "watch")
        return Command::watch;
    if (word == "interfaces")
        return Command::interfaces;
    if (word == "ca")
        return Command::ca;
    if (word == "doctor")
        return Command::doctor;
    if (word == "rules")
        return Command::rules;
    if (word == "--help" || word == "-h" || word == "help")
        return Command::help;
    if (word == "--version")
        return Command::version;
    return std::nullopt;
}

std::optional<base::Error> check(const Arguments &arguments)
{
    if (arguments.command != Command::ca && arguments.caAction != CaAction::show)
        return usage("--print, --renew and --delete belong to telltale-cli ca.");
    if (arguments.relayPort && arguments.command != Command::doctor)
        return usage("--relay-port belongs to doctor.");
    if (arguments.pcapdroid && arguments.command != Command::watch)
        return usage("--pcapdroid-tcp, --pcapdroid-udp and --pcapdroid-http belong to watch.");
    if (!arguments.pcapdroidSender.isNull() && (!arguments.pcapdroid || arguments.pcapdroid->sink == engine::PcapdroidInput::Sink::http))
        return usage("--pcapdroid-from is for --pcapdroid-tcp and --pcapdroid-udp.");
    if (arguments.mend && arguments.command != Command::doctor)
        return usage("--mend belongs to doctor.");
    switch (arguments.command) {
    case Command::analyze:
        if (arguments.inputs.empty())
            return usage("analyze needs a capture to read.", "Give a pcap or pcapng file, or - for standard input.");
        if (!arguments.interface.empty())
            return usage("analyze reads files; -i belongs to watch.");
        if (arguments.intercept || arguments.adb || !arguments.sessionFolder.empty())
            return usage("--intercept, --adb and --session belong to watch.");
        break;
    case Command::watch:
        if (arguments.pcapdroid && (!arguments.interface.empty() || arguments.intercept || arguments.adb))
            return usage("-i, --intercept and --adb do not go with what PCAPdroid sends.",
                         "Watch one or the other; PCAPdroid itself says which app it was.");
        if (arguments.interface.empty() && !arguments.pcapdroid)
            return usage("watch needs an interface.", "Give it with -i; telltale-cli interfaces lists them.");
        if (!arguments.inputs.empty())
            return usage("watch takes no file: \"" + arguments.inputs.front() + "\".", "Use analyze for files.");
        if (!arguments.intercept && !(arguments.interception.upstreamAuthorities.empty() && arguments.interception.pass.empty()
                                      && arguments.interception.authorityFolder.empty()))
            return usage("--upstream-ca, --pass and --ca-dir are for --intercept.", "Add --intercept.");
        break;
    case Command::ca:
        if (!arguments.inputs.empty())
            return usage("ca takes no file: \"" + arguments.inputs.front() + "\".", "Use --ca-dir for its folder.");
        break;
    case Command::doctor:
        if (arguments.interface.empty())
            return usage("doctor needs an interface.", "Give it with -i; telltale-cli interfaces lists them.");
        if (!arguments.inputs.empty())
            return usage("doctor takes no file: \"" + arguments.inputs.front() + "\".");
        break;
    case Command::rules:
        if (!(arguments.inputs.size() == 2 && arguments.inputs[0] == "check")
            && !(arguments.inputs.size() == 3 && arguments.inputs[0] == "try"))
            return usage("rules needs to know what to do.",
                         "Write telltale-cli rules check DIR, or telltale-cli rules try FILE CAPTURE.");
        break;
    case Command::interfaces:
    case Command::help:
    case Command::version: break;
    }
    return std::nullopt;
}

} // namespace

base::Result<Arguments> parseArguments(const std::vector<std::string> &words, bool standardOutputIsTerminal)
{
    Arguments arguments;
    arguments.text = standardOutputIsTerminal;
    if (words.empty())
        return usage("No command was given.");
    const auto command = commandOf(words[0]);
    if (!command)
        return usage("\"" + words[0] + "\" is no command.");
    arguments.command = *command;
    bool onlyInputs = false;
    for (std::size_t i = 1; i < words.size(); ++i) {
        std::string word = words[i];
        if (onlyInputs || word.empty() || word[0] != '-' || word == "-") {
            arguments.inputs.push_back(word);
            continue;
        }
        if (word == "--") {
            onlyInputs = true;
            continue;
        }
        if (word == "--help" || word == "-h") {
            arguments.command = Command::help;
            return arguments;
        }
        std::optional<std::string> value;
        if (const auto equals = word.find('='); equals != std::string::npos && word.starts_with("--")) {
            value = word.substr(equals + 1);
            word.resize(equals);
        }
        if (const auto flag = flags().find(word); flag != flags().end()) {
            if (value)
                return usage(word + " takes no value.");
            flag->second(arguments);
            continue;
        }
        const auto option = valueOptions().find(word);
        if (option == valueOptions().end())
            return usage("\"" + word + "\" is no option.");
        if (!value && i + 1 < words.size())
            value = words[++i];
        if (!value)
            return usage(word + " needs a value.");
        if (const auto error = option->second(arguments, *value))
            return *error;
    }
    if (const auto error = check(arguments))
        return *error;
    return arguments;
}

std::string helpText()
{
    return R"(telltale-cli: what a phone tells on its owner, from packets and keys

  telltale-cli analyze [options] INPUT...   read captures: pcap, pcapng, HAR, mitmproxy flows, or - for a stream
  telltale-cli watch -i IFACE [options]     watch an interface live; ends with Ctrl+C
  telltale-cli watch --pcapdroid-tcp PORT   watch what the app PCAPdroid sends from the phone
  telltale-cli interfaces                   interfaces to watch, their addresses and the stations behind them
  telltale-cli ca [--print | --renew | --delete] [--ca-dir DIR]
                                            this computer's certificate authority: where it is and until when it is
                                            valid; its certificate as PEM; a new one; none any more
  telltale-cli rules check DIR              read tracker rules, and say what they are or what is wrong where
  telltale-cli rules try FILE CAPTURE [--keylog FILE]
                                            what the endpoints of one file find in a capture, and what does not fit
  telltale-cli doctor -i IFACE [--relay-port N] [--adb] [--mend] [--format ndjson|text]
                                            what stands in the way of a hotspot or an interception, and how to mend it;
                                            --mend mends it until Ctrl+C and then takes everything back; each command
                                            that needs root is run by sudo or pkexec alone

Options of analyze and watch:
  --keylog FILE           NSS key log (SSLKEYLOGFILE); repeatable; may grow, may be a FIFO
  --secret TEXT           something to look for, also encoded and hashed; repeatable. TEXT may begin with its
                          kind: "email: jane@example.org", and so name, address, phone, imei, gaid, mac, id,
                          url, search, text
  --secrets-file FILE     the same, one a line; lines with # are comments
  --incognito FROM/TO     a span of private browsing: RFC 3339 times, or seconds after the first packet; repeatable
  --incognito-all         all of it was private browsing
  --client IP             only this station; repeatable
  --only TYPES            only these record types: connection,exchange,message,dns,search,leak,anomaly,summary
  --decoded, --bodies     add decode trees, add decoded bodies (base64)
  --format ndjson|text    text on a terminal, else ndjson
  --threads N             analysis threads; default: one for each core
  --rules DIR             a folder of tracker rules to add; repeatable, later ones override; those in
                          ~/.config/telltale/rules are always there. A folder with all rule files (one that holds
                          search_engines.toml) is used instead of the installed rules
  --country-db FILE       countries of servers from this file (.mmdb) instead of the installed table
  --fail-on-leak          exit status 3 when a leak was found

Options of watch:
  --session DIR           record into a session folder: packets with their keys, and a journal
  --pcapdroid-tcp [ADDRESS:]PORT, --pcapdroid-udp [ADDRESS:]PORT
                          instead of -i: listen for PCAPdroid's TCP or UDP exporter, with the app of each connection
                          where its dump extensions or PCAPNG are switched on. Whoever is heard first is the phone;
                          with PORT alone or 0.0.0.0, whoever of them has a private address
  --pcapdroid-from IP     only this one is
  --pcapdroid-http ADDRESS[:PORT]
                          instead of -i: ask PCAPdroid's HTTP server for its capture (port 8080)
  --intercept             decrypt: the phone's TLS goes through telltale-relay while this runs; SIGUSR1
                          ends that while watching goes on
  --upstream-ca FILE      a further trust anchor for the servers' side; repeatable
  --pass HOST             never decrypt this host; repeatable; .example.org for all below it
  --ca-dir DIR            the certificate authority's folder; default: this user's own
  --adb                   ask the phone itself over ADB which app has which connection, and when it shows private
                          browsing; no root is needed, USB debugging is. Also an option of doctor: is a phone there?
  --adb-serial SERIAL     the phone to ask, where adb knows several (implies --adb)
  --adb-server HOST:PORT  adb's server; default: ADB_SERVER_SOCKET, ANDROID_ADB_SERVER_PORT, else 127.0.0.1:5037

Exit status: 0 done, 1 wrong usage, 2 input not read or only in part, 3 leak found (--fail-on-leak), 4 right or device missing.
)";
}

} // namespace telltale::cli
