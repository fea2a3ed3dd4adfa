// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/analysis_bridge.h"
#include "bridge/payload_access.h"
#include "bridge/selection.h"
#include "bridge/session_store.h"
#include "bridge/theme.h"

#include <QMainWindow>

class QSplitter;
class QStackedWidget;

namespace telltale::timeline {
class TimelinePane;
}
namespace telltale::inspector {
class InspectorPane;
}
namespace telltale::leaks {
class LeakPane;
}
namespace telltale::watch {
class AccessPoint;
class WatchWizard;
} // namespace telltale::watch

namespace telltale::shell {

class Banner;
class DecryptBand;
class ExchangePane;
class PrivateBand;
class ReasonList;
class StartPage;
class StatusLine;
class ToolBar;
class WhoPane;

/// The one window: who, when and what, what exactly, what leaked. Owns the read model and the
/// analysis that fills it.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(bridge::Theme::Mode mode = bridge::Theme::Mode::system, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens captures and key logs given together, as dropped or on the command line.
    void openFiles(const QStringList &paths);
    void playDemo(double speed);
    /// What every watch of this window begins with: trust anchors, the authority's folder.
    void setWatchDefaults(const bridge::WatchPlan &plan) { m_watchDefaults = plan; }
    /// Watches, records into a new folder unless the plan names one. False when it could not begin.
    bool startWatch(bridge::WatchPlan plan);
    [[nodiscard]] bridge::AnalysisBridge &analysis() { return m_analysis; }
    [[nodiscard]] bridge::SessionStore &store() { return m_store; }
    [[nodiscard]] bridge::Selection &selection() { return m_selection; }
    [[nodiscard]] bridge::Theme &theme() { return m_theme; }

    /// Shows the workspace instead of the start page, as at the begin of an analysis.
    void showWorkspace();
    /// Chooses the first of the most telling leaks, unless something was chosen already.
    void selectFirstLeak();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeWorkspace();
    void makeShortcuts();
    void connectTools();
    void connectAnalysis();
    void applyTheme();
    void chooseFile();
    void openWizard();
    void closeWizard(bool watching);
    void makeWizard();
    void openRecording();
    void discardRecording();
    void stopDecrypting();
    void refreshBands();
    void showReasons();
    void openSettings();
    void openSecrets();
    void setFollow(bool follow);
    void refreshPrivate();
    void widen();
    void fold();
    void showDetails(bool shown);
    void begun();

    bridge::Theme m_theme;
    bridge::SessionStore m_store;
    bridge::Selection m_selection;
    bridge::PayloadAccess m_payloads;
    bridge::AnalysisBridge m_analysis;
    ToolBar *m_tools = nullptr;
    PrivateBand *m_band = nullptr;
    DecryptBand *m_decryptBand = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    StartPage *m_start = nullptr;
    watch::WatchWizard *m_wizard = nullptr;
    watch::AccessPoint *m_accessPoint = nullptr;
    ReasonList *m_reasons = nullptr;
    WhoPane *m_who = nullptr;
    timeline::TimelinePane *m_timeline = nullptr;
    ExchangePane *m_table = nullptr;
    inspector::InspectorPane *m_inspector = nullptr;
    leaks::LeakPane *m_leaks = nullptr;
    StatusLine *m_status = nullptr;
    QSplitter *m_columns = nullptr;
    bridge::WatchPlan m_watchDefaults;
    bool m_detailsWanted = false; // the inspector was asked for although there is little room
};

} // namespace telltale::shell
