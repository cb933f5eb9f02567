package dev.signet.directory;

import java.util.HexFormat;

import javax.naming.ldap.BasicControl;
import javax.naming.ldap.Control;

import dev.signet.directory.LdapDirectory.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read from the words of a password policy, which are foreign. */
class LdapPasswordPolicyTests {

	@ParameterizedTest
	@CsvSource({ "3000, PROVED, REFUSED", "3003810100, EXPIRED, EXPIRED", "3003810101, PROVED, LOCKED",
			"3003810102, TO_BE_CHANGED, TO_BE_CHANGED", "3003810108, PROVED, REFUSED", "3005a003810103, GRACE, REFUSED",
			"3006a00480021000, PROVED, REFUSED", "3008a003810103810100, GRACE, EXPIRED" })
	void answerWhenWellFormedThenWhatItSays(String value, Answer taken, Answer refused) {
		LdapPasswordPolicy policy = policy(value);
		assertThat(policy.taken()).isEqualTo(taken);
		assertThat(policy.refused().orElse(Answer.REFUSED)).isEqualTo(refused);
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "30", "30ff", "3081", "30038101", "3003810200", "3002a001", "3003a10100",
			"30848000000081" })
	void answerWhenMalformedThenSilent(String value) {
		assertThat(policy(value)).isEqualTo(LdapPasswordPolicy.SILENT);
	}

	@Test
	void answerWhenOthersOrNoneSpeakThenSilent() {
		assertThat(LdapPasswordPolicy.of(null)).isEqualTo(LdapPasswordPolicy.SILENT);
		assertThat(LdapPasswordPolicy.of(new Control[] { new BasicControl("1.2.3") }))
			.isEqualTo(LdapPasswordPolicy.SILENT);
	}

	private static LdapPasswordPolicy policy(String value) {
		byte[] bytes = HexFormat.of().parseHex(value);
		return LdapPasswordPolicy
			.of(new Control[] { new BasicControl(LdapPasswordPolicy.REQUEST.getID(), false, bytes) });
	}

}
