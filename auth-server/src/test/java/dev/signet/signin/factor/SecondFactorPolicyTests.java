package dev.signet.signin.factor;

import java.util.List;
import java.util.Set;

import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.GroupName;
import dev.signet.account.Groups;
import dev.signet.client.SecondFactorNeed;
import dev.signet.flow.Actors;
import dev.signet.signin.factor.SecondFactorProperties.Mode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Who needs a second factor, by all settings. */
@SignetTest
class SecondFactorPolicyTests {

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Groups groups;

	@ParameterizedTest
	@CsvSource({ "OFF, NONE", "OFFERED, NONE", "REPORTED, REPORTED", "REQUIRED, REQUIRED" })
	void needWhenModeSaysItForEverybodyThenThat(Mode mode, SecondFactorNeed need) {
		SecondFactorPolicy policy = policy(
				new SecondFactorProperties(mode, List.of(), List.of(), List.of(), List.of()));
		assertThat(policy.need(person("USER"))).isEqualTo(need);
		assertThat(policy.offered()).isEqualTo(mode != Mode.OFF);
	}

	@Test
	void needWhenRoleOrGroupIsNamedThenForTheirPeopleOnlyAndTheStricterCounts() {
		SecondFactorPolicy policy = policy(new SecondFactorProperties(Mode.OFFERED, List.of("ADMIN"), List.of("vault"),
				List.of("USER"), List.of("office")));
		assertThat(policy.need(person("GUEST"))).isEqualTo(SecondFactorNeed.NONE);
		assertThat(policy.need(person("USER"))).isEqualTo(SecondFactorNeed.REPORTED);
		assertThat(policy.need(person("USER", "ADMIN"))).isEqualTo(SecondFactorNeed.REQUIRED);
		assertThat(policy.need(inGroup("vault"))).isEqualTo(SecondFactorNeed.REQUIRED);
		assertThat(policy.need(inGroup("office"))).isEqualTo(SecondFactorNeed.REPORTED);
	}

	@Test
	void settingsWhenTheyCannotBeHonouredThenRefused() {
		assertThat(problems(new SecondFactorProperties(Mode.OFF, List.of("ADMIN"), List.of(), List.of(), List.of())))
			.contains("must not be off");
		assertThat(
				problems(new SecondFactorProperties(Mode.OFFERED, List.of("admin"), List.of(), List.of(), List.of())))
			.contains("must be roles");
		assertThat(problems(new SecondFactorProperties(Mode.OFF, List.of(), List.of(), List.of(), List.of())))
			.isEmpty();
	}

	private SecondFactorPolicy policy(SecondFactorProperties settings) {
		return new SecondFactorPolicy(settings, this.accounts);
	}

	private AccountId person(String... roles) {
		return this.actors.person(roles).id();
	}

	private AccountId inGroup(String group) {
		AccountId person = person("GUEST");
		this.groups.assign(person, Set.of(GroupName.parse(group).orElseThrow()));
		return person;
	}

	private static String problems(SecondFactorProperties settings) {
		Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
		return String.join("; ", validator.validate(settings).stream().map((each) -> each.getMessage()).toList());
	}

}
