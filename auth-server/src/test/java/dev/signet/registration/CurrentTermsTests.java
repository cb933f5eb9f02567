package dev.signet.registration;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.AccountId;
import dev.signet.flow.Actors;
import dev.signet.signin.step.TermsOfService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/** Who has yet to accept the terms, and what it costs to know. */
@SignetTest
class CurrentTermsTests {

	@Autowired
	private Actors actors;

	@Autowired
	private AcceptedTerms accepted;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private SqlCounter sql;

	private AccountId person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER").id();
	}

	@Test
	void toAcceptWhenThereAreNoTermsThenNothingAtNoCost() {
		CurrentTerms terms = terms(SignUpPages.settings(RegistrationProperties.Mode.OPEN, false));
		assertThat(statements(terms)).isZero();
	}

	@Test
	void toAcceptWhenAcceptedThenNothingAndOneStatementOnce() {
		CurrentTerms terms = terms(SignUpPages.termsSettings("v2"));
		TermsOfService.Version version = terms.toAccept(this.person).orElseThrow();
		terms.accept(this.person, version);
		assertThat(statements(terms)).isOne();
		assertThat(statements(terms)).as("remembered").isZero();
		assertThat(terms(SignUpPages.termsSettings("v3")).toAccept(this.person)).map(TermsOfService.Version::name)
			.contains("v3");
	}

	@Test
	void toAcceptWhenAcceptedOnAnotherNodeThenNothing() {
		CurrentTerms here = terms(SignUpPages.termsSettings("v2"));
		TermsOfService.Version version = here.toAccept(this.person).orElseThrow();
		terms(SignUpPages.termsSettings("v2")).accept(this.person, version);
		assertThat(here.toAccept(this.person)).isEmpty();
	}

	private long statements(CurrentTerms terms) {
		return this.sql.own(() -> assertThat(terms.toAccept(this.person)).isEmpty())
			.stream()
			.filter((statement) -> statement.contains("accepted_terms"))
			.count();
	}

	private CurrentTerms terms(RegistrationProperties settings) {
		return new CurrentTerms(settings, this.accepted, this.events);
	}

}
