package dev.signet.signin.factor;

import java.util.List;

import dev.signet.account.Roles;
import jakarta.validation.constraints.AssertTrue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who must prove a second factor to sign in. Who has one is asked for it in any case.
 *
 * @param mode off: nobody can set one up; offered: who likes to can; reported: as
 * offered, and who signs in without one is recorded; required: nobody signs in without
 * one
 * @param requiredRoles holders of one of these roles do not sign in without one
 * @param requiredGroups members of one of these groups do not sign in without one
 * @param reportedRoles holders of one of these roles are recorded who sign in without one
 * @param reportedGroups members of one of these groups are recorded who sign in without
 * one
 */
@Validated
@ConfigurationProperties("signet.signin.second-factor")
record SecondFactorProperties(@DefaultValue("offered") Mode mode, @DefaultValue List<String> requiredRoles,
		@DefaultValue List<String> requiredGroups, @DefaultValue List<String> reportedRoles,
		@DefaultValue List<String> reportedGroups) {

	@AssertTrue(message = "signet.signin.second-factor.mode must not be off when roles or groups need a second factor: "
			+ "they could never sign in")
	boolean isRequirementPossible() {
		return this.mode != Mode.OFF || (this.requiredRoles.isEmpty() && this.requiredGroups.isEmpty());
	}

	@AssertTrue(message = "signet.signin.second-factor.required-roles and reported-roles must be roles: upper-case "
			+ "letters, digits and underscores")
	boolean isEachRoleWellFormed() {
		return this.requiredRoles.stream().allMatch(Roles::wellFormed)
				&& this.reportedRoles.stream().allMatch(Roles::wellFormed);
	}

	/** What holds for everybody. */
	enum Mode {

		/** Nobody can set one up. */
		OFF,

		/** Who likes to can. */
		OFFERED,

		/** Who signs in without one is recorded. */
		REPORTED,

		/** Nobody signs in without one. */
		REQUIRED

	}

}
