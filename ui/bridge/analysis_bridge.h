// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/declared_secrets.h"
#include "bridge/interception_state.h"
#include "bridge/payload_access.h"
#include "bridge/phone_stream_state.h"
#include "bridge/session_store.h"
#include "bridge/watch_plan.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <utility>

namespace telltale::engine {
class Analysis;
}
namespace telltale::attribution {
struct UserNaming;
}

namespace telltale::bridge {

/// Owns the analysis that fills the window, and carries its batches to the GUI thread. One analysis
/// at a time: beginning another ends the one before, and what that still had under way is dropped.
class AnalysisBridge final : public QObject {
    Q_OBJECT
public:
    enum class Source : std::uint8_t { none, file, demo, live };

    AnalysisBridge(SessionStore &store, PayloadAccess &payloads, QObject *parent = nullptr);
    ~AnalysisBridge() override;

    /// Key logs used from the next analysis on, also for interfaces.
    void setKeyLogs(const QStringList &files) { m_keyLogs = files; }
    [[nodiscard]] const QStringList &keyLogs() const { return m_keyLogs; }

    /// What says in which country a server stands, from the next analysis on; empty: the installed table. False where
    /// it was that one already.
    bool setCountryDatabase(const QString &file) { return std::exchange(m_countryDatabase, file) != file; }

    /// What the user declared; what is changed holds from the next analysis on.
    [[nodiscard]] DeclaredSecrets &secrets() { return m_secrets; }

    /// A capture, HAR file or session folder. What goes wrong comes as failed().
    void open(const QString &path);
    /// The bundled capture at @p speed times its own pace.
    void demo(double speed = 1.0);
    /// False when it could not begin; failed() has said why then.
    bool watch(const WatchPlan &plan);
    /// Goes on watching, and recording, without opening the phone's TLS: SessionStore::decryptingEnded() says since
    /// when.
    void stopDecrypting();
    /// Ends watching, deletes what was recorded of it, and forgets what is shown: discarded() comes.
    void discardRecording();

    /// Reads no further; what was read is analysed to the end, then finished() comes.
    void stop();
    /// Private browsing began or ended now, at the newest packet.
    void markPrivate(bool on);

    /// The user says which app sent something; it is written into the journal of the session, if it has one.
    void nameApp(const attribution::UserNaming &naming);

    /// How we stand with the phone over ADB, for people; empty where it is not asked.
    [[nodiscard]] QString phoneLine() const { return m_phoneLine; }
    [[nodiscard]] bool phoneAttached() const { return m_phoneAttached; }

    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] Source source() const { return m_source; }
    [[nodiscard]] QString name() const { return m_name; } ///< file name or interface, for the title
    [[nodiscard]] bool decrypting() const
    {
        return m_running && m_source == Source::live && m_interception.decrypting();
    }
    [[nodiscard]] const WatchPlan &plan() const { return m_plan; } ///< of the phone watched last
    /// Where what is shown is being recorded, or was; empty where it is not a recording of this window.
    [[nodiscard]] QString recording() const;
    [[nodiscard]] const InterceptionState &interception() const { return m_interception; }
    [[nodiscard]] const PhoneStreamState &phoneStream() const { return m_phoneStream; } ///< of a plan with PCAPdroid
    [[nodiscard]] bool privateBrowsing() const { return m_private; }
    [[nodiscard]] QString path() const { return m_path; } ///< of the file opened last
    /// Since private browsing was switched on, on this computer's clock; 0 while it is off.
    [[nodiscard]] qint64 privateMilliseconds() const;

signals:
    void started();
    void progressed();
    void finished();
    void privateChanged(bool on);
    void phoneChanged();
    void discarded();
    void failed(const QString &what, const QString &remedy);

private:
    struct Begin;
    bool begin(const Begin &how);
    void setPhone(const QString &line, bool attached);
    void receive(std::uint64_t analysis, const std::shared_ptr<const engine::Batch> &batch);

    SessionStore &m_store;
    PayloadAccess &m_payloads;
    QStringList m_keyLogs;
    DeclaredSecrets m_secrets;
    QString m_countryDatabase;
    QString m_name;
    QString m_path;
    WatchPlan m_plan;
    InterceptionState m_interception;
    PhoneStreamState m_phoneStream;
    Source m_source = Source::none;
    bool m_running = false;
    bool m_private = false;
    bool m_phoneAttached = false;
    QString m_phoneLine;
    QElapsedTimer m_privateSince;
    std::uint64_t m_number = 0;
    std::unique_ptr<engine::Analysis> m_analysis; // last: its threads end before the rest goes
};

} // namespace telltale::bridge
