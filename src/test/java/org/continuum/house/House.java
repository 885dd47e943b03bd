package org.continuum.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.continuum.access.Act;
import org.continuum.access.Database;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house as ARCHITECTURE.md tells them, for whatever stands under a root package: the service, which
 * must keep them all, and the sabotage, which must break each. A rule that finds nothing to hold fails.
 */
record House(String root) {
    /**
     * Imports go down only. Inside the first floor the order is http, access, vault, log, trail; rules stands alone. Bulk jobs
     * stand on evidence.
     */
    static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("launch", 0),
            Map.entry("http", 10),
            Map.entry("access", 11),
            Map.entry("vault", 12),
            Map.entry("log", 13),
            Map.entry("trail", 14),
            Map.entry("rules", 15),
            Map.entry("people", 20),
            Map.entry("framework", 20),
            Map.entry("rulebook", 20),
            Map.entry("feed", 20),
            Map.entry("evidence", 30),
            Map.entry("bulk", 31),
            Map.entry("readiness", 40),
            Map.entry("license", 50),
            Map.entry("proof", 55),
            Map.entry("induction", 60),
            Map.entry("sandbox", 70));

    private static final String[] FORBIDDEN_PACKAGES = {
        "..util..",
        "..utils..",
        "..common..",
        "..helper..",
        "..helpers..",
        "..misc..",
        "..dto..",
        "..entity..",
        "..entities..",
        "..service..",
        "..services..",
        "..repository..",
        "..repositories..",
        "..impl..",
        "..mapper.."
    };

    private static final String FORBIDDEN_NAMES =
            ".*(Service|ServiceImpl|Impl|Utils?|Helper|Dto|DTO|Mapper|Manager|Entity|Controller|Processor|Handler)";

    private static final Set<String> CLOCKS =
            Set.of("now", "currentTimeMillis", "systemUTC", "systemDefaultZone", "system");

    ArchRule floors() {
        return inTheHouse().should(onlyImportDownward()).as("imports go down only");
    }

    ArchRule noCircles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().as("no circles");
    }

    ArchRule pureRules() {
        return classes()
                .that()
                .resideInAPackage(root + ".rules..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                root + ".rules..",
                                "java.lang..",
                                "java.util..",
                                "java.math..",
                                "java.time..",
                                "org.jspecify.annotations..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "java.util.concurrent..", "java.lang.reflect..", "java.util.logging.."))))
                .as("rules is plain Java: no clock, no file, no row, no framework");
    }

    /** The policy names what may be done by these; that it names them all, PolicyTest sees to. */
    ArchRule everyEndpointIsNamed() {
        return methods()
                .that(describe("answer HTTP", House::answersHttp))
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<JavaMethod>("have an operation id") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean named = method.tryGetAnnotationOfType(Operation.class)
                                .filter(operation -> !operation.operationId().isEmpty() && !operation.hidden())
                                .isPresent();
                        events.add(
                                new SimpleConditionEvent(method, named, method.getFullName() + " is named: " + named));
                    }
                })
                .as("every endpoint has a name that the policy knows it by");
    }

    ArchRule onePolicy() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.annotation.security..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("io\\.quarkus\\.security\\.(Authenticated|Permission.*)")
                .as("who may call what stands in the policy and nowhere else");
    }

    ArchRule names() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(FORBIDDEN_NAMES)
                .as("classes are named by what they are or do, not by a layer");
    }

    ArchRule packages() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(FORBIDDEN_PACKAGES)
                .as("a package is a feature, not a layer and not a drawer");
    }

    ArchRule oneClock() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .areNotAssignableTo(ServiceTime.class)
                .should()
                .callMethodWhere(describe(
                        "reads a clock",
                        call -> CLOCKS.contains(call.getTarget().getName())
                                && (call.getTargetOwner().getPackageName().equals("java.time")
                                        || call.getTargetOwner().isEquivalentTo(System.class))))
                .orShould()
                .callConstructor(java.util.Date.class)
                .as("only a ServiceTime reads the clock");
    }

    ArchRule oneMakerOfIds() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callMethod(java.util.UUID.class, "randomUUID")
                .as("only http.Ids makes identifiers");
    }

    /** Values and annotations need no guard: nothing finds them but a guarded class. */
    ArchRule sandboxIsGuarded() {
        return classes()
                .that()
                .resideInAPackage(root + ".sandbox..")
                .and()
                .areTopLevelClasses()
                .and()
                .areNotRecords()
                .and()
                .areNotEnums()
                .and()
                .areNotInterfaces()
                .should()
                .beAnnotatedWith(describe("@IfBuildProfile for dev and test only", House::developmentOnly))
                .as("no class of the sandbox is in a production build");
    }

    /** A connection from anywhere else would know nobody, or whom its last borrower was for. */
    ArchRule oneDoorToTheDatabase() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .areNotAssignableTo(Database.class)
                .and()
                .areNotAssignableTo(JavaMigration.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DataSource.class)
                .as("only access.Database reaches the database, and migrations");
    }

    ArchRule actsHaveOneDoor() {
        return methods()
                .that()
                .areAnnotatedWith(Act.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<JavaMethod>("be the only public method of their class") {
                    @Override
                    public void check(JavaMethod act, ConditionEvents events) {
                        long doors = act.getOwner().getMethods().stream()
                                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .count();
                        events.add(
                                new SimpleConditionEvent(act, doors == 1, act.getFullName() + ": " + doors + " doors"));
                    }
                })
                .as("an act has one public method");
    }

    ArchRule packagesAreNullMarked() {
        return inTheHouse()
                .should(new ArchCondition<JavaClass>("stand in a package whose package-info is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage()
                                .tryGetPackageInfo()
                                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                                .isPresent();
                        events.add(
                                new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
                    }
                })
                .as("every package says what it is for and is @NullMarked");
    }

    private com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction inTheHouse() {
        return classes().that(resideInAPackage(root + ".."));
    }

    private ArchCondition<JavaClass> onlyImportDownward() {
        return new ArchCondition<>("import from lower floors only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (target.getPackageName().startsWith(root) && !mayImport(type, target)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
                if (!feature(type).isEmpty() && !FLOORS.containsKey(feature(type))) {
                    events.add(SimpleConditionEvent.violated(type, feature(type) + " stands on no floor"));
                }
            }
        };
    }

    private boolean mayImport(JavaClass from, JavaClass to) {
        String lower = feature(to);
        return feature(from).equals(lower)
                || FLOORS.getOrDefault(feature(from), -1) > FLOORS.getOrDefault(lower, Integer.MAX_VALUE);
    }

    /** The first package below the root; empty for the root itself. */
    private String feature(JavaClass type) {
        String below = type.getPackageName().substring(root.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
    }

    private static boolean answersHttp(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
    }

    private static boolean developmentOnly(JavaAnnotation<?> annotation) {
        if (!annotation.getRawType().isEquivalentTo(IfBuildProfile.class)) {
            return false;
        }
        Annotation guard = annotation.as(IfBuildProfile.class);
        return guard instanceof IfBuildProfile when
                && when.value().isEmpty()
                && when.allOf().length == 0
                && when.anyOf().length > 0
                && Set.of("dev", "test").containsAll(List.of(when.anyOf()));
    }
}
