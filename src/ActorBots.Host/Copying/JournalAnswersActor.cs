using Akka.Actor;
using Akka.Persistence;

namespace ActorBots.Host.Copying;

/// <summary>Stands in for a persistent actor: gathers a journal's answers to one question.</summary>
internal sealed class JournalAnswersActor : ReceiveActor
{
    private int _stored;

    public JournalAnswersActor(TaskCompletionSource<long> answer, int expected)
    {
        Receive<RecoverySuccess>(m => answer.TrySetResult(m.HighestSequenceNr));
        Receive<ReplayMessagesFailure>(m => Fail("events cannot be read", m.Cause));
        Receive<WriteMessagesFailed>(m => Fail("events cannot be written", m.Cause));
        Receive<WriteMessageFailure>(m => Fail($"event {m.Persistent.SequenceNr} of '{m.Persistent.PersistenceId}' cannot be written", m.Cause));
        Receive<WriteMessageRejected>(m => Fail($"event {m.Persistent.SequenceNr} of '{m.Persistent.PersistenceId}' was rejected", m.Cause));
        Receive<WriteMessagesSuccessful>(_ => { });
        Receive<WriteMessageSuccess>(_ =>
        {
            _stored++;
            if (_stored == expected)
            {
                answer.TrySetResult(_stored);
            }
        });

        void Fail(string what, Exception cause) => answer.TrySetException(new CopyException($"{what}: {cause.Message}", cause));
    }
}
