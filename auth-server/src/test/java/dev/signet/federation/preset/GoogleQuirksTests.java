package dev.signet.federation.preset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GoogleQuirksTests {

	@Test
	void scopeWhenGoogleGrantsItUnderItsLongNameThenItIsGranted() {
		GoogleQuirks google = new GoogleQuirks();
		assertThat(google.scope("https://www.googleapis.com/auth/userinfo.email")).isEqualTo("email");
		assertThat(google.scope("openid")).isEqualTo("openid");
	}

}
