package dev.candlewick.job;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.util.Set;

/** Which part of the house may know which; Maven's modules say the rest. */
@AnalyzeClasses(
        packages = "dev.candlewick",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ArchitectureTest.WithoutTestJars.class
        })
class ArchitectureTest {

    /** Builders that one module's tests lend to another's. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.candlewick..");
    private static final DescribedPredicate<JavaClass> MODEL =
            resideInAPackage("dev.candlewick.functions.model..");
    private static final DescribedPredicate<JavaClass> SHARED =
            MODEL.or(resideInAPackage("dev.candlewick.functions.health.."));
    private static final String[] JSON = {"com.fasterxml.jackson.."};
    private static final String[] STORES = {
        "org.duckdb..", "org.apache.parquet..", "org.apache.flink.formats.parquet.."
    };

    @ArchTest
    static final ArchRule theModelKnowsNothingButTheJdkAndHowFlinkSerializes =
            classes()
                    .that(MODEL)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "java..",
                                    "dev.candlewick.functions.model..",
                                    "org.apache.flink.api.common.serialization..",
                                    "org.apache.flink.api.common.typeinfo..",
                                    "org.apache.flink.api.common.typeutils..",
                                    "org.apache.flink.core.memory..",
                                    "org.apache.flink.types.."));

    @ArchTest
    static final ArchRule functionsKnowNoOtherPartOfOurs =
            noClasses()
                    .that()
                    .resideInAPackage("dev.candlewick.functions..")
                    .should()
                    .dependOnClassesThat(
                            OURS.and(
                                    DescribedPredicate.not(
                                            resideInAPackage("dev.candlewick.functions.."))));

    @ArchTest
    static final ArchRule sourcesKnowOnlyTheModelAndHealth =
            noClasses()
                    .that()
                    .resideInAPackage("dev.candlewick.sources..")
                    .should()
                    .dependOnClassesThat(
                            OURS.and(
                                    DescribedPredicate.not(
                                            SHARED.or(
                                                    resideInAPackage(
                                                            "dev.candlewick.sources..")))));

    @ArchTest
    static final ArchRule sinksKnowOnlyTheModelAndHealth =
            noClasses()
                    .that()
                    .resideInAPackage("dev.candlewick.sinks..")
                    .should()
                    .dependOnClassesThat(
                            OURS.and(
                                    DescribedPredicate.not(
                                            SHARED.or(
                                                    resideInAPackage("dev.candlewick.sinks..")))));

    /** What they say depends on the zone of the machine. */
    @ArchTest
    static final ArchRule noTimeOfJdbcIsUsed =
            noClasses()
                    .that(OURS)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("java.sql")
                                    .and(
                                            DescribedPredicate.<JavaClass>describe(
                                                    "hold a time",
                                                    type ->
                                                            Set.of("Date", "Time", "Timestamp")
                                                                    .contains(
                                                                            type.getSimpleName()))))
                    .orShould()
                    .callMethodWhere(
                            DescribedPredicate.<JavaMethodCall>describe(
                                    "asks for the zone of the machine",
                                    call ->
                                            call.getTarget().getOwner().isEquivalentTo(ZoneId.class)
                                                    && call.getTarget()
                                                            .getName()
                                                            .equals("systemDefault")));

    @ArchTest
    static final ArchRule theSimulatorKnowsNothingOfOurs =
            noClasses()
                    .that()
                    .resideInAPackage("dev.candlewick.simulator..")
                    .should()
                    .dependOnClassesThat(
                            OURS.and(
                                    DescribedPredicate.not(
                                            resideInAPackage("dev.candlewick.simulator.."))))
                    .because("one bug must not cancel itself");

    @ArchTest
    static final ArchRule nobodyKnowsTheJob =
            noClasses()
                    .that(
                            OURS.and(
                                    DescribedPredicate.not(
                                            resideInAPackage("dev.candlewick.job.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.candlewick.job..");

    @ArchTest
    static final ArchRule onlyTheDemoKnowsTheSimulator =
            noClasses()
                    .that(
                            OURS.and(
                                    DescribedPredicate.not(
                                            resideInAPackage("dev.candlewick.simulator..")
                                                    .or(
                                                            JavaClass.Predicates.simpleName(
                                                                    "DemoCommand")))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.candlewick.simulator..");

    @ArchTest
    static final ArchRule jsonIsReadWhereItComesIn =
            noClasses()
                    .that(
                            OURS.and(
                                    DescribedPredicate.not(
                                            resideInAnyPackage(
                                                    "dev.candlewick.sources..",
                                                    "dev.candlewick.simulator..",
                                                    "dev.candlewick.job.settings..",
                                                    "dev.candlewick.job.report..",
                                                    "dev.candlewick.job.query..",
                                                    "dev.candlewick.job.status.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(JSON);

    @ArchTest
    static final ArchRule onlySinksKnowTheStores =
            noClasses()
                    .that(
                            OURS.and(
                                    DescribedPredicate.not(
                                            resideInAnyPackage(
                                                    "dev.candlewick.sinks..",
                                                    "dev.candlewick.connectors.lake.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(STORES);

    @ArchTest
    static final ArchRule onlySinksAndQueriesKnowSql =
            noClasses()
                    .that(
                            OURS.and(
                                    DescribedPredicate.not(
                                            resideInAnyPackage(
                                                    "dev.candlewick.sinks..",
                                                    "dev.candlewick.job.backfill..",
                                                    "dev.candlewick.job.letters..",
                                                    "dev.candlewick.job.lakereplay..",
                                                    "dev.candlewick.job.query..",
                                                    "dev.candlewick.job.report..",
                                                    "dev.candlewick.job.summary..",
                                                    "dev.candlewick.job.status..",
                                                    "dev.candlewick.job.command.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..");

    @ArchTest
    static final ArchRule networkingKnowsNeitherFlinkNorTheModel =
            noClasses()
                    .that()
                    .resideInAPackage("dev.candlewick.sources.net..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..", "dev.candlewick.functions..", JSON[0]);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.candlewick.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyUsesADrawer =
            noClasses()
                    .that(OURS)
                    .should()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager");
}
