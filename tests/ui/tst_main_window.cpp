// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/data_folder.h"
#include "models/app_list_model.h"
#include "shell/main_window.h"
#include "support/sample_session.h"

#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTranslator>

using namespace telltale;

class MainWindowTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<shell::MainWindow> m_window;

    QTableView &table() { return *m_window->findChild<QTableView *>(QStringLiteral("exchangeTable")); }
    QListView &list(const QString &name)
    {
        for (auto *found : m_window->findChildren<QListView *>()) {
            if (found->accessibleName() == name)
                return *found;
        }
        throw std::runtime_error("no such list");
    }
    static void click(QAbstractItemView &view, const QModelIndex &at)
    {
        view.scrollTo(at);
        QVERIFY(QTest::qWaitFor([&] { return view.viewport()->rect().contains(view.visualRect(at).center()); }));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(at).center());
    }

private slots:
    void init()
    {
        m_window = std::make_unique<shell::MainWindow>(bridge::Theme::Mode::light);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void beginsWithThreeWays()
    {
        int ways = 0;
        for (auto *button : m_window->findChildren<QPushButton *>(QStringLiteral("way")))
            ways += button->isVisible() && !button->accessibleDescription().isEmpty() ? 1 : 0;
        QCOMPARE(ways, 3);
        QVERIFY(!table().isVisible());
    }

    void choosingALeakChoosesItsRequest()
    {
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        auto &leaks = list(QStringLiteral("Leaks"));
        QTRY_COMPARE(leaks.model()->rowCount(), 5);
        click(leaks, leaks.model()->index(1, 0));
        QCOMPARE(m_window->selection().leak(), QStringLiteral("l2"));
        const auto row = table().currentIndex().row();
        QVERIFY(row >= 0);
        QCOMPARE(table().model()->index(row, 2).data().toString(), QStringLiteral("data.mistat.intl.xiaomi.com · SG"));
    }

    void leaksAreTakenApartByWhom()
    {
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        auto &leaks = list(QStringLiteral("Leaks"));
        QTRY_COMPARE(leaks.model()->rowCount(), 5);
        auto *makers = m_window->findChild<QComboBox *>(QStringLiteral("makers"));
        QVERIFY(makers);
        QCOMPARE(makers->itemText(1), QStringLiteral("App itself · 4"));
        QCOMPARE(makers->itemText(2), QStringLiteral("Page, to another site · 1"));
        makers->setFocus();
        QTest::keyClick(makers, Qt::Key_Down);
        QCOMPARE(leaks.model()->rowCount(), 4);
        QTest::keyClick(makers, Qt::Key_Down);
        QCOMPARE(leaks.model()->rowCount(), 1);
        QVERIFY(leaks.model()->index(0, 0).data().toString().contains(QStringLiteral("as any browser would")));
        QTest::keyClick(makers, Qt::Key_Home);
        QCOMPARE(leaks.model()->rowCount(), 5);
    }

    void theUserSaysWhichAppItIs()
    {
        m_window->showWorkspace();
        engine::Batch batch = test::sampleSession();
        for (auto &exchange : batch.exchanges) {
            if (exchange.app)
                exchange.appClaims = {*exchange.app};
        }
        m_window->store().apply(batch);
        auto &apps = list(QStringLiteral("Apps"));
        QTRY_VERIFY(apps.model()->rowCount() > 2);
        QModelIndex row;
        for (int i = 0; i < apps.model()->rowCount(); ++i) {
            if (apps.model()->index(i, 0).data().toString() == QStringLiteral("Themes"))
                row = apps.model()->index(i, 0);
        }
        QVERIFY(row.isValid());
        emit apps.customContextMenuRequested(apps.visualRect(row).center());
        auto *action = m_window->findChild<QAction *>(QStringLiteral("nameApp"));
        QVERIFY(action);
        action->trigger();
        auto *question = m_window->findChild<QInputDialog *>();
        QVERIFY(question);
        question->setTextValue(QStringLiteral("Otter Themes"));
        question->accept();
        const auto shown = [&] {
            for (int i = 0; i < apps.model()->rowCount(); ++i) {
                const QModelIndex at = apps.model()->index(i, 0);
                if (at.data().toString() == QStringLiteral("Otter Themes"))
                    return at.data(models::AppListModel::EvidenceRole).toString();
            }
            return QString();
        };
        QTRY_VERIFY2(shown().contains(QStringLiteral("certain")), qPrintable(shown()));
    }

    void choosingAnotherRequestDropsTheLeak()
    {
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        m_window->selectFirstLeak();
        QVERIFY(!m_window->selection().leak().isEmpty());
        QTRY_VERIFY(table().isVisible());
        click(table(), table().model()->index(0, 1));
        QVERIFY(m_window->selection().exchange().has_value());
        QVERIFY(m_window->selection().leak().isEmpty());
        QVERIFY(!list(QStringLiteral("Leaks")).currentIndex().isValid());
    }

    void choosingAnAppNarrowsTheTableUntilEscape()
    {
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        const int all = table().model()->rowCount();
        auto &apps = list(QStringLiteral("Apps"));
        QTRY_COMPARE(apps.model()->rowCount(), 5);
        click(apps, apps.model()->index(3, 0));
        QCOMPARE(m_window->selection().lane(), std::optional(QStringLiteral("com.android.thememanager")));
        QCOMPARE(table().model()->rowCount(), 5);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_COMPARE(table().model()->rowCount(), all);
    }

    void filtersFromTheKeyboard()
    {
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        auto *filter = m_window->findChild<QLineEdit *>(QStringLiteral("filter"));
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, QStringLiteral("is:closed"));
        QTRY_COMPARE(table().model()->rowCount(), 1);
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_VERIFY(table().model()->rowCount() > 1);
        QVERIFY(filter->text().isEmpty());
    }

    void rowsThatComeLaterKeepTheSelection()
    {
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        m_window->selectFirstLeak();
        const QString before = table().currentIndex().siblingAtColumn(0).data().toString();
        engine::Batch more;
        for (std::uint64_t i = 1; i < 50; ++i)
            more.exchanges.push_back(
                test::exchange(5000 + i, static_cast<double>(i), "org.new", "New", "n.example", "/", 5));
        m_window->store().apply(more);
        QCOMPARE(table().currentIndex().siblingAtColumn(0).data().toString(), before);
    }

    void failuresAreToldInPlace()
    {
        emit m_window->analysis().failed(
            QStringLiteral("The file <b>x</b> is no capture."), QStringLiteral("Open another."));
        auto *banner = m_window->findChild<QWidget *>(QStringLiteral("banner"));
        QVERIFY(banner && banner->isVisible());
    }

    void theDemonstrationShowsLeaksAndMarksPrivateBrowsing()
    {
        if (bridge::demoCapture().isEmpty())
            QSKIP("The demonstration capture is not beside this build.");
        m_window->playDemo(30);
        QTRY_VERIFY(m_window->store().packets() > 0);
        auto *band = m_window->findChild<QWidget *>(QStringLiteral("privateBand"));
        QVERIFY(!band->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
        QTRY_VERIFY(band->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_window->store().summary().has_value(), 20000);
        QVERIFY(!m_window->store().leaks().empty());
        QVERIFY(!m_window->selection().leak().isEmpty());
        QVERIFY(!band->isVisible());
    }

    void longerTextsStillFitTheSmallestWindow()
    {
        struct Longer final : QTranslator {
            bool isEmpty() const override { return false; }
            QString translate(const char *, const char *text, const char *, int) const override
            {
                const QString known = QString::fromUtf8(text);
                return known + QString(known.size() * 2 / 5, QLatin1Char('n'));
            }
        };
        Longer longer;
        QCoreApplication::installTranslator(&longer);
        m_window = std::make_unique<shell::MainWindow>(bridge::Theme::Mode::dark);
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        m_window->resize(1024, 640);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QCOMPARE(m_window->size(), QSize(1024, 640));
        for (auto *button : m_window->findChildren<QPushButton *>()) {
            if (button->isVisible())
                QVERIFY2(button->width() >= button->sizeHint().width() - 1, qPrintable(button->text()));
        }
        QCoreApplication::removeTranslator(&longer);
    }

    void foldsTheInspectorWhereThereIsLittleRoom()
    {
        m_window->showWorkspace();
        m_window->store().apply(test::sampleSession());
        m_window->resize(1024, 640);
        QTRY_COMPARE(m_window->size(), QSize(1024, 640));
        auto *details = m_window->findChild<QPushButton *>(QStringLiteral("details"));
        QTRY_VERIFY(details->isVisible());
        QVERIFY(!details->isChecked());
        QVERIFY(list(QStringLiteral("Apps")).isVisible());
        QTest::mouseClick(details, Qt::LeftButton);
        QTRY_VERIFY(!list(QStringLiteral("Apps")).isVisible());
        QVERIFY(table().isVisible());
        m_window->resize(1440, 900);
        QTRY_VERIFY(!details->isVisible());
        QVERIFY(list(QStringLiteral("Apps")).isVisible());
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
