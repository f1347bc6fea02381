package dev.weir.micro;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows of the architecture document, and no others. It stands in this module because this one
 * sees all the rest. A connector is whatever is neither core, bench nor a tier of benchmarks: a new
 * one is held to the rules without being named here.
 */
@AnalyzeClasses(packages = "dev.weir", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "dev.weir.core..";
  private static final String BENCH = "dev.weir.bench..";

  /** The tiers of the benchmarks. */
  private static final String[] TIERS = {
    "dev.weir.micro..", "dev.weir.integration..", "dev.weir.comparison.."
  };

  /** The servers of a connector's benchmark. */
  private static final String SERVERS = "dev.weir.*.server..";

  private static final DescribedPredicate<JavaClass> IN_A_CONNECTOR =
      resideInAPackage("dev.weir..")
          .and(resideInAnyPackage(CORE, BENCH).negate())
          .and(resideInAnyPackage(TIERS).negate());

  private static final DescribedPredicate<JavaClass> ARE_NO_COMMAND_LINE =
      describe(
          "are neither in a cli package nor have a main method",
          type ->
              !resideInAPackage("dev.weir..cli..").test(type)
                  && type.tryGetMethod("main", String[].class).isEmpty());

  @ArchTest
  static final ArchRule modules_dependOnlyAsDocumented =
      slices()
          .matching("dev.weir.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(IN_A_CONNECTOR, resideInAPackage(CORE))
          .ignoreDependency(resideInAnyPackage(TIERS), alwaysTrue());

  @ArchTest
  static final ArchRule packages_areFreeOfCycles =
      slices().matching("dev.weir.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule core_doesNotDependOnADatabase =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.postgresql..", "io.zonky..", "org.testcontainers..");

  @ArchTest
  static final ArchRule benchmarkServers_areNotUsedByTheProduct =
      noClasses()
          .that()
          .resideInAPackage("dev.weir..")
          .and()
          .resideOutsideOfPackages(SERVERS, "dev.weir.integration..", "dev.weir.comparison..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVERS, "io.zonky..", "org.testcontainers..");

  @ArchTest
  static final ArchRule core_usesSqlOnlyForItsState =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .and()
          .resideOutsideOfPackage("dev.weir.core.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule standardStreams_areUsedOnlyByCommandLines =
      noClasses().that(ARE_NO_COMMAND_LINE).should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule systemExit_isCalledOnlyByCommandLines =
      noClasses().that(ARE_NO_COMMAND_LINE).should().callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule javaUtilLogging_isNotUsed =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");
}
