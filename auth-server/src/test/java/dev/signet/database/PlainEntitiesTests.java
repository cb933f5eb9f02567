package dev.signet.database;

import dev.signet.SignetTest;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class PlainEntitiesTests {

	@Autowired
	EntityManagerFactory entities;

	@Test
	void startWhenHibernateLooksForServicesThenItGeneratesNoClasses() {
		SessionFactoryImplementor sessions = this.entities.unwrap(SessionFactoryImplementor.class);
		assertThat(sessions.getServiceRegistry().requireService(BytecodeProvider.class))
			.isInstanceOf(BytecodeProviderImpl.class);
	}

}
