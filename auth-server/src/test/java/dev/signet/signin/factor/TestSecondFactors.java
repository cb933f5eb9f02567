package dev.signet.signin.factor;

import java.util.List;

import dev.signet.account.Accounts;
import dev.signet.signin.factor.SecondFactorProperties.Mode;

import org.springframework.beans.factory.BeanFactory;

/** Policies for tests that need another one than the application of the tests has. */
public final class TestSecondFactors {

	private TestSecondFactors() {
	}

	/** A policy by which people may set one up, or may not. */
	public static SecondFactorPolicy offered(boolean offered, BeanFactory beans) {
		return new SecondFactorPolicy(new SecondFactorProperties(offered ? Mode.OFFERED : Mode.OFF, List.of(),
				List.of(), List.of(), List.of()), beans.getBean(Accounts.class));
	}

}
