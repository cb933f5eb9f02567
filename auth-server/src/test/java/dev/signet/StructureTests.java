package dev.signet;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.annotation.Resource;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the house together: who may know whom, and a few habits that no compiler checks.
 */
class StructureTests {

	private static final String ROOT = AuthServerApplication.class.getPackageName();

	/** The floors, from the ground up. */
	private static final List<List<String>> FLOORS = List.of(
			List.of("audit", "refusal", "secret", "outbound", "web", "database", "node", "background", "checklist"),
			List.of("account", "client", "key"),
			List.of("credential", "directory", "federation", "session", "consent", "mail", "proof", "passkey"),
			List.of("signin", "grant", "token"), List.of("registration", "logout", "device", "recovery"),
			List.of("protocol", "linking"), List.of("admin", "selfservice", "demo"));

	/** The same below the modules that have packages below them. */
	private static final Map<String, List<List<String>>> PARTS = Map.of("federation",
			List.of(List.of("call", "settings"), List.of("preset"), List.of("provider"),
					List.of("link", "exchange", "check"), List.of("mapping", "visit", "logout"), List.of("trial"),
					List.of("look")),
			"signin",
			List.of(List.of("journey", "throttle"), List.of("password", "factor"),
					List.of("trust", "mailbox", "recent", "step"), List.of("completion"), List.of("page")),
			"protocol",
			List.of(List.of("error"), List.of("authentication", "origin"), List.of("request", "introspection"),
					List.of("authorization", "token", "device", "userinfo", "registration"), List.of("metadata")));

	private static final JavaClasses CODE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	@Test
	void moduleWhenItNeedsAnotherThenSaysSoInItsPackageInfo() {
		ApplicationModules.of(AuthServerApplication.class).verify();
	}

	@Test
	void moduleWhenItNeedsAnotherThenThatStandsOnALowerFloor() {
		classes().that()
			.resideInAPackage(ROOT + ".*..")
			.should(dependOnLowerFloorsOnly(ROOT, floors(FLOORS)))
			.check(CODE);
	}

	@Test
	void moduleThenStandsOnAFloor() {
		assertThat(CODE.getPackage(ROOT).getSubpackages()).extracting(JavaPackage::getRelativeName)
			.allMatch(floors(FLOORS)::containsKey);
	}

	@Test
	void partOfAModuleWhenItNeedsAnotherThenThatStandsOnALowerFloor() {
		PARTS.forEach((module, parts) -> {
			String root = ROOT + "." + module;
			classes().that()
				.resideInAPackage(root + "..")
				.should(dependOnLowerFloorsOnly(root, floors(parts)))
				.check(CODE);
		});
	}

	@Test
	void partOfAModuleThenStandsOnAFloor() {
		PARTS.forEach((module, parts) -> assertThat(CODE.getPackage(ROOT + "." + module).getSubpackages())
			.extracting(JavaPackage::getRelativeName)
			.allMatch(floors(parts)::containsKey));
	}

	/** Also below the modules, and between a module and its parts. */
	@Test
	void packageWhenItNeedsAnotherThenThatDoesNotNeedItBack() {
		slices().assignedFrom(eachPackage()).should().beFreeOfCycles().check(CODE);
	}

	@Test
	void packageThenIsNullMarked() {
		assertThat(CODE.getPackage(ROOT).getSubpackagesInTree()).filteredOn((found) -> !found.getClasses().isEmpty())
			.allMatch((found) -> found.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void fieldThenIsNotInjected() {
		noFields().should()
			.beAnnotatedWith(Autowired.class)
			.orShould()
			.beAnnotatedWith(Value.class)
			.orShould()
			.beAnnotatedWith(Resource.class)
			.orShould()
			.beAnnotatedWith(PersistenceContext.class)
			.because("a constructor shows what a class needs")
			.check(CODE);
	}

	@Test
	void timeThenComesFromTheClock() {
		noClasses().that()
			.doNotHaveFullyQualifiedName(AuthServerApplication.class.getName())
			.should()
			.callMethodWhere(asksTheSystemForTheTime())
			.orShould()
			.callConstructor(Date.class)
			.because("tests move the Clock bean")
			.check(CODE);
	}

	@Test
	void httpSessionThenIsNeverMade() {
		noClasses().should()
			.callMethodWhere(target("HttpServletRequest.getSession(..)",
					(call) -> call.getName().equals("getSession")
							&& call.getOwner().isAssignableTo(HttpServletRequest.class)))
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(HttpSession.class)
			.because("sessions are rows of ours, on every node")
			.check(CODE);
	}

	@Test
	void documentThenPictureOfTheModulesIsDrawn() {
		new Documenter(ApplicationModules.of(AuthServerApplication.class)).writeModulesAsPlantUml()
			.writeIndividualModulesAsPlantUml();
	}

	private static DescribedPredicate<JavaMethodCall> asksTheSystemForTheTime() {
		return target("ask the system for the time", (call) -> {
			boolean now = call.getName().equals("now") && call.getRawParameterTypes().isEmpty() && List
				.of(Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)
				.stream()
				.anyMatch(call.getOwner()::isEquivalentTo);
			boolean ownClock = call.getName().startsWith("system") && call.getOwner().isEquivalentTo(Clock.class);
			boolean millis = call.getName().equals("currentTimeMillis");
			return now || ownClock || millis;
		});
	}

	private static DescribedPredicate<JavaMethodCall> target(String description,
			Predicate<CodeUnitCallTarget> predicate) {
		return DescribedPredicate.describe(description, (call) -> predicate.test(call.getTarget()));
	}

	private static ArchCondition<JavaClass> dependOnLowerFloorsOnly(String root, Map<String, Integer> floors) {
		return new ArchCondition<>("depend on lower floors only") {
			@Override
			public void check(JavaClass origin, ConditionEvents events) {
				for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
					JavaClass target = dependency.getTargetClass();
					String from = below(root, origin);
					String to = below(root, target);
					if (inside(root, target) && !from.equals(to) && floors.get(from) <= floors.get(to)) {
						events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
					}
				}
			}
		};
	}

	private static SliceAssignment eachPackage() {
		return new SliceAssignment() {
			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(type.getPackageName());
			}

			@Override
			public String getDescription() {
				return "packages";
			}
		};
	}

	/** By their names; what stands on the roof has none. */
	private static Map<String, Integer> floors(List<List<String>> fromTheGround) {
		Map<String, Integer> floors = new HashMap<>();
		for (int floor = 0; floor < fromTheGround.size(); floor++) {
			for (String name : fromTheGround.get(floor)) {
				floors.put(name, floor);
			}
		}
		floors.put("", fromTheGround.size());
		return floors;
	}

	private static boolean inside(String root, JavaClass type) {
		return (type.getPackageName() + ".").startsWith(root + ".");
	}

	/**
	 * The first package below a root, or empty for what stands on its roof or outside.
	 */
	private static String below(String root, JavaClass type) {
		String name = type.getPackageName();
		return name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.")[0] : "";
	}

}
